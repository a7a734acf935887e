// Tested by runner_log_test.cpp.
#include "report/runner_log.h"

#include <fmt/core.h>

namespace litmus {
namespace {

struct Question {
  std::string_view kind = "Allowed";
  bool forall = false, negated = false;
};

Question question_of(const Record& record) {
  if (record.condition.starts_with("forall")) return {"Required", true, false};
  if (record.condition.starts_with("~exists")) return {"Forbidden", false, true};
  return {};
}

// Locations stand in brackets, registers and elements of arrays do not.
std::string state(const Row& row) {
  std::string text;
  for (const auto& [column, value] : row) {
    const bool brackets = column.find_first_of(":[") == column.npos;
    text += fmt::format("{}={}; ", brackets ? "[" + column + "]" : column, value);
  }
  if (!text.empty()) text.pop_back();
  return printable(text);
}

std::string_view observation(std::uint64_t holding, std::uint64_t failing) {
  if (holding == 0) return "Never";
  return failing == 0 ? "Always" : "Sometimes";
}

}  // namespace

std::string to_runner_log(const Record& record) {
  const Question question = question_of(record);
  const std::string name = printable(record.test);
  std::string log = fmt::format("Test {} {}\nHistogram ({} states)\n", name, question.kind,
                                record.outcomes.size());
  std::uint64_t holding = 0, failing = 0;
  for (const RecordedOutcome& outcome : record.outcomes) {
    (outcome.interesting ? holding : failing) += outcome.count;
    // A counterexample is what forall makes one look for.
    const bool star = outcome.interesting != question.forall;
    log += fmt::format("{:<6}{}>{}\n", outcome.count, star ? '*' : ':', state(outcome.values));
  }
  const bool exists = holding > 0;
  const bool ok = question.forall ? failing == 0 : exists != question.negated;
  log += fmt::format("{}\n\nWitnesses\nPositive: {}, Negative: {}\n", ok ? "Ok" : "No",
                     question.negated ? failing : holding, question.negated ? holding : failing);
  if (!record.condition.empty()) {
    log +=
        fmt::format("Condition {} is {}validated\n", printable(record.condition), ok ? "" : "NOT ");
  }
  if (!record.hash.empty()) log += fmt::format("Hash={}\n", printable(record.hash));
  log += fmt::format("Observation {} {} {} {}\nTime {} {:.2f}\n\n", name,
                     observation(holding, failing), holding, failing, name, record.seconds);
  return log;
}

}  // namespace litmus
