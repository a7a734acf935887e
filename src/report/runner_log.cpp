// Tested by runner_log_test.cpp.
#include "report/runner_log.h"

#include <fmt/core.h>

#include <cctype>

namespace litmus {
namespace {

// What is asked of a stress test is a sentence, which no log has room for: then it is nothing.
struct Question {
  std::string_view kind = "Allowed";
  std::string condition;
  bool forall = false, negated = false;
  bool asks = true;
};

Question question_of(const Record& record) {
  const std::string condition = printable(record.condition);
  if (condition.starts_with("forall")) return {"Required", condition, true, false};
  if (condition.starts_with("~exists")) return {"Forbidden", condition, false, true};
  if (condition.starts_with("exists")) return {"Allowed", condition};
  return {"Required", "forall (true)", true, false, false};
}

// Readers of logs know names by their letters. Ours may have more: SB+sc+sc~1 is a mutant.
std::string spelled(std::string_view name, std::string_view also) {
  std::string text(name);
  for (char& c : text) {
    const bool known = std::isalnum(static_cast<unsigned char>(c)) || also.find(c) != also.npos;
    if (!known) c = '_';
  }
  return text;
}

std::string name_of(const Record& record) { return spelled(record.test, "_/.-+[]"); }

// Locations stand in brackets, registers and elements of arrays do not.
std::string state(const NamedRow& row) {
  std::string text;
  for (const auto& [column, value] : row) {
    std::string name = spelled(column, "_.:[]");
    const bool location = name.find_first_of(":[") == name.npos;
    if (location && !name.empty() && std::isalpha(static_cast<unsigned char>(name[0])) == 0)
      name.insert(0, "c_");  // a name begins with a letter
    text += fmt::format("{}={}; ", location ? "[" + name + "]" : name, value);
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

  void add(const RecordedOutcome& outcome, std::uint64_t count, const Question& question) {
    (holds(outcome, question) ? holding : failing) += count;
  }
  // Where nothing is asked, what may happen is as it should be.
  static bool holds(const RecordedOutcome& outcome, const Question& question) {
    return question.asks ? outcome.interesting : outcome.verdict == "ok";
  }
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

// What ended badly validates nothing.
bool is_validated(const Record& record, const Witnesses& witnesses, const Question& question) {
  return record.verdict != "crash" && record.verdict != "hang" && record.verdict != "skipped" &&
         witnesses.ok(question);
}

std::string hash_line(const Record& record) {
  return record.hash.empty() ? "" : fmt::format("Hash={}\n", printable(record.hash));
}

std::string last_lines(const Record& record, const Witnesses& witnesses) {
  const std::string name = name_of(record);
  return fmt::format("Observation {} {} {} {}\nTime {} {:.2f}\n", name,
                     observation(witnesses.holding, witnesses.failing), witnesses.holding,
                     witnesses.failing, name, record.seconds);
}

}  // namespace

std::string to_runner_log(const Record& record) {
  const Question question = question_of(record);
  std::string log = fmt::format("Test {} {}\nHistogram ({} states)\n", name_of(record),
                                question.kind, record.outcomes.size());
  Witnesses witnesses;
  for (const RecordedOutcome& outcome : record.outcomes) {
    witnesses.add(outcome, outcome.count, question);
    // A counterexample is what forall makes one look for; a stress test has outcomes of its own.
    const bool star = question.asks ? outcome.interesting != question.forall
                                    : outcome.interesting || outcome.verdict != "ok";
    log += fmt::format("{:<6}{}>{}\n", outcome.count, star ? '*' : ':', state(outcome.values));
  }
  const bool ok = is_validated(record, witnesses, question);
  log += fmt::format("{}\n\nWitnesses\nPositive: {}, Negative: {}\n", ok ? "Ok" : "No",
                     witnesses.positive(question), witnesses.negative(question));
  log += fmt::format("Condition {} is {}validated\n", question.condition, ok ? "" : "NOT ");
  return log + hash_line(record) + last_lines(record, witnesses) + "\n";
}

std::string to_state_log(const Record& record) {
  const Question question = question_of(record);
  std::string log = fmt::format("Test {} {}\nStates {}\n", name_of(record), question.kind,
                                record.outcomes.size());
  Witnesses witnesses;
  for (const RecordedOutcome& outcome : record.outcomes) {
    witnesses.add(outcome, 1, question);
    log += state(outcome.values) + "\n";
  }
  log += fmt::format("{}\nWitnesses\nPositive: {} Negative: {}\n",
                     is_validated(record, witnesses, question) ? "Ok" : "No",
                     witnesses.positive(question), witnesses.negative(question));
  if (record.race) log += "Flag race\n";
  log += fmt::format("Condition {}\n", question.condition);
  return log + last_lines(record, witnesses) + hash_line(record) + "\n";
}

}  // namespace litmus
