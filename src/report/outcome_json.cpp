// Tested by checked_test.cpp and run_json_test.cpp.
#include "report/outcome_json.h"

#include <nlohmann/json.hpp>

#include "lang/print_code.h"

namespace litmus {

Json outcome_json(const Test& test, const Outcome& outcome) {
  Json row = Json::object();
  for (std::size_t i = 0; i < static_cast<std::size_t>(test.shown); ++i) {
    const Column& column = test.observed[i];
    const bool name = column.type.is_pointer() && outcome[i] != 0;
    row[column.name] = name ? Json(value_text(outcome[i], column.type, test)) : Json(outcome[i]);
  }
  return row;
}

}  // namespace litmus
