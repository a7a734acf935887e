// A stress test's line for programs, written by hand: it has a few fields, and those that a program
// does not know by itself (environments, blocks) are empty. Tested by grading_test.cpp.
#include <fmt/format.h>

#include <algorithm>

#include "harness/stress_result.h"
#include "harness/topology.h"

namespace litmus {
namespace {

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      result += {'\\', c};
    } else if (static_cast<unsigned char>(c) < 0x20) {
      result += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      result += c;
    }
  }
  return result + '"';
}

std::string values(const StressResult& result, const Outcome& outcome) {
  std::string text;
  for (std::size_t i = 0; i < outcome.size(); ++i) {
    text += fmt::format("{}{}:{}", i == 0 ? "" : ",", quoted(result.columns[i]), outcome[i]);
  }
  return "{" + text + "}";
}

std::string rows(const StressResult& result, const std::vector<GradedOutcome>& outcomes,
                 bool seen) {
  const double bound = std::min(1.0, 3.0 / std::max(1.0, static_cast<double>(result.instances)));
  std::string text;
  for (const GradedOutcome& outcome : outcomes) {
    text +=
        fmt::format("{}{{\"values\":{}", text.empty() ? "" : ",", values(result, outcome.values));
    if (seen) text += fmt::format(",\"count\":{}", outcome.count);
    text += ",\"allowed\":{}";
    if (!seen) text += fmt::format(",\"bound\":{}", bound);
    text += fmt::format(",\"grade\":{},\"why\":{}}}", quoted(to_string(outcome.grade)),
                        quoted(outcome.why));
  }
  return "[" + text + "]";
}

}  // namespace

std::string StressResult::to_json() const {
  std::string text = fmt::format(
      "{{\"test\":{},\"engine\":\"batch\",\"instances\":{},\"seconds\":{},\"outcomes\":{},"
      "\"unseen\":{},\"verdict\":{},\"hash\":{},\"race\":false,\"condition\":{},\"source\":\"\","
      "\"environments\":[],\"blocks\":[],\"seed\":{},\"cpus\":{}",
      quoted(test), instances, seconds, rows(*this, outcomes, true), rows(*this, unseen, false),
      quoted(verdict), quoted(hash), quoted(claim), seed, quoted(print_cpus(cpus)));
  if (!end_message.empty()) text += fmt::format(",\"end_message\":{}", quoted(end_message));
  return text + "}";
}

}  // namespace litmus
