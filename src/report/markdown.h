// Tables in Markdown, for pages that a CI shows.
//
//     | test | x86-64 |
//     | --- | --- |
//     | SB | 45 % |
//
// Tested by markdown_test.cpp.
#pragma once

#include <string>
#include <string_view>

#include "report/table.h"

namespace litmus {

// The same table as to_string gives, on a page. Headings become bold rows.
std::string to_markdown(const Table& table);

// Text that stays text on a page: what Markdown or HTML would read as something else is escaped.
std::string markdown_text(std::string_view text);

}  // namespace litmus
