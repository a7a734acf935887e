// JSON: parsed and printed here and nowhere else.
//
// The library's templates cost a compiler seconds wherever they are used, so they are used in one
// place; headers only name the type, and whoever builds values includes the library for himself.
//
// Tested by record_test.cpp.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace litmus {

using Json = nlohmann::ordered_json;  // fields stay in the order they were given

Json parse_json(std::string_view text);  // is_discarded() if it is none

// In one line. Bytes that are no UTF-8 become U+FFFD.
std::string to_text(const Json& json);

// A text as JSON: "SB\n" in quotes, with escapes.
std::string quoted_json(std::string_view text);

// The same text for all that say the same, whatever the order of their fields.
std::string with_fields_sorted(const Json& json);

}  // namespace litmus
