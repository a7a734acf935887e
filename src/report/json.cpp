// Tested by record_test.cpp.
#include "report/json.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

namespace litmus {
namespace {

Json sorted(const Json& json) {
  if (json.is_array()) {
    Json::array_t values;
    values.reserve(json.size());
    for (const Json& value : json) values.push_back(sorted(value));
    return values;
  }
  if (!json.is_object()) return json;
  std::vector<const Json::object_t::value_type*> order;
  for (const auto& field : json.get_ref<const Json::object_t&>()) order.push_back(&field);
  std::sort(order.begin(), order.end(),
            [](const auto* a, const auto* b) { return a->first < b->first; });
  Json::object_t fields;
  fields.reserve(order.size());
  for (const auto* field : order) fields.emplace_back(field->first, sorted(field->second));
  return fields;
}

}  // namespace

Json parse_json(std::string_view text) { return Json::parse(text, nullptr, false); }

std::string to_text(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string quoted_json(std::string_view text) { return to_text(Json(text)); }

std::string with_fields_sorted(const Json& json) { return to_text(sorted(json)); }

}  // namespace litmus
