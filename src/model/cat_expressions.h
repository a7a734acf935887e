// The expressions and definitions of cat, read from a cursor.
#pragma once

#include <vector>

#include "model/cat_cursor.h"
#include "model/cat_parser.h"

namespace litmus {

CatExpr parse_cat_expression(CatCursor& in);

// What stands behind `let` and `let rec`: a = ... and f(x, y) = ... and so on.
std::vector<CatBinding> parse_cat_bindings(CatCursor& in);

}  // namespace litmus
