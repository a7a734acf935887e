// Tested by checked_test.cpp and run_json_test.cpp.
#include "report/outcome_json.h"

#include <nlohmann/json.hpp>

#include "lang/print_code.h"

namespace litmus {

Json value_json(Value value, Type type, const Test& test) {
  if (type.is_pointer() && value != 0) return value_text(value, type, test);
  return type.is_unsigned_64() ? Json(static_cast<std::uint64_t>(value)) : Json(value);
}

Json outcome_json(const Test& test, const Outcome& outcome) {
  Json row = Json::object();
  for (std::size_t i = 0; i < static_cast<std::size_t>(test.shown); ++i) {
    const Column& column = test.observed[i];
    row[column.name] = value_json(outcome[i], column.type, test);
  }
  return row;
}

}  // namespace litmus
