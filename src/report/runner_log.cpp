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
std::string state(const NamedRow& row) {
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

// How many of a record satisfy its proposition, and how many do not: instances, or outcomes.
struct Witnesses {
  std::uint64_t holding = 0, failing = 0;

  bool ok(const Question& question) const {
    return question.forall ? failing == 0 : (holding > 0) != question.negated;
  }
  std::uint64_t positive(const Question& question) const {
    return question.negated ? failing : holding;
  }
  std::uint64_t negative(const Question& question) const {
    return question.negated ? holding : failing;
  }
};

std::string hash_line(const Record& record) {
  return record.hash.empty() ? "" : fmt::format("Hash={}\n", printable(record.hash));
}

std::string last_lines(const Record& record, const Witnesses& witnesses) {
  const std::string name = printable(record.test);
  return fmt::format("Observation {} {} {} {}\nTime {} {:.2f}\n", name,
                     observation(witnesses.holding, witnesses.failing), witnesses.holding,
                     witnesses.failing, name, record.seconds);
}

}  // namespace

std::string to_runner_log(const Record& record) {
  const Question question = question_of(record);
  std::string log = fmt::format("Test {} {}\nHistogram ({} states)\n", printable(record.test),
                                question.kind, record.outcomes.size());
  Witnesses witnesses;
  for (const RecordedOutcome& outcome : record.outcomes) {
    (outcome.interesting ? witnesses.holding : witnesses.failing) += outcome.count;
    // A counterexample is what forall makes one look for.
    const bool star = outcome.interesting != question.forall;
    log += fmt::format("{:<6}{}>{}\n", outcome.count, star ? '*' : ':', state(outcome.values));
  }
  const bool ok = witnesses.ok(question);
  log += fmt::format("{}\n\nWitnesses\nPositive: {}, Negative: {}\n", ok ? "Ok" : "No",
                     witnesses.positive(question), witnesses.negative(question));
  if (!record.condition.empty()) {
    log +=
        fmt::format("Condition {} is {}validated\n", printable(record.condition), ok ? "" : "NOT ");
  }
  return log + hash_line(record) + last_lines(record, witnesses) + "\n";
}

std::string to_state_log(const Record& record) {
  const Question question = question_of(record);
  std::string log = fmt::format("Test {} {}\nStates {}\n", printable(record.test), question.kind,
                                record.outcomes.size());
  Witnesses witnesses;
  for (const RecordedOutcome& outcome : record.outcomes) {
    ++(outcome.interesting ? witnesses.holding : witnesses.failing);
    log += state(outcome.values) + "\n";
  }
  log += fmt::format("{}\nWitnesses\nPositive: {} Negative: {}\n",
                     witnesses.ok(question) ? "Ok" : "No", witnesses.positive(question),
                     witnesses.negative(question));
  if (record.race) log += "Flag race\n";
  if (!record.condition.empty()) log += fmt::format("Condition {}\n", printable(record.condition));
  return log + last_lines(record, witnesses) + hash_line(record) + "\n";
}

}  // namespace litmus
