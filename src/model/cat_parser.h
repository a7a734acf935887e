// A cat text as a tree, whose names are pieces of the text.
//
//     let fr = (rf^-1 ; co) \ id        an instruction: Let, one binding, fr = Difference(...)
//     acyclic po | rf | co | fr as sc   an instruction: Check
//
// What the tree means is compile_cat's business (cat.h); names are not looked up here.
//
// Tested by malformed_test.cpp (what is refused) and cat_test.cpp (what is read).
#pragma once

#include <string>
#include <vector>

#include "model/cat.h"
#include "model/cat_lexer.h"

namespace litmus {

struct CatBinding;

struct CatExpr {
  enum class Kind : unsigned char {
    Empty,         // 0
    NoEvents,      // {}
    AllEvents,     // _
    Name,          // name
    Apply,         // name(operands)
    Identity,      // [operands[0]]
    Complement,    // ~operands[0]
    Inverse,       // operands[0]^-1
    Plus,          // operands[0]+
    Star,          // operands[0]*
    Optional,      // operands[0]?
    Product,       // operands[0] * operands[1]
    Union,         // all operands, with | or ++
    Sequence,      // all operands, with ;
    Intersection,  // all operands, with &
    Difference,    // operands[0] without all the others
    Let,           // let bindings in operands[0]
    LetRec,        // let rec bindings in operands[0]
    Try,           // try operands[0] with operands[1]
  };

  Kind kind = Kind::Empty;
  std::string_view name;
  std::vector<CatExpr> operands;
  std::vector<CatBinding> bindings;
  Position at;  // of the operator for binary ones, else of the first word
};

// name = body, or name(parameters) = body.
struct CatBinding {
  std::string_view name;
  std::vector<std::string_view> parameters;  // none: not a function
  CatExpr body;
  Position at;
};

struct CatInstruction {
  enum class Kind : unsigned char { Let, LetRec, Check, Include };

  Kind kind = Kind::Let;
  std::vector<CatBinding> bindings;  // Let, LetRec
  Check check;                       // Check: kind, negated, role and name are filled in
  CatExpr expr;                      // Check
  std::string include;               // Include
  Position at;
};

struct CatText {
  std::string title;
  std::vector<CatInstruction> instructions;  // `show` and `unshow` are read and left out
};

// Throws Error.
CatText parse_cat(const CatSource& source);

}  // namespace litmus
