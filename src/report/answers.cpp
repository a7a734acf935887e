// Tested by compare_test.cpp.
#include "report/answers.h"

#include <fmt/core.h>

#include <algorithm>

namespace litmus {
namespace {

AnswerToTest& answer_to(const std::string& test, const std::string& hash, const Place& place,
                        Side& side) {
  AnswerToTest& answer = side.tests[test];
  if (are_two_tests(hash, answer.hash)) {
    throw Error(place, fmt::format("two tests are called {}: their hashes differ", printable(test)),
                "tallies of different tests can not be added");
  }
  if (!hash.empty()) answer.hash = hash;
  return answer;
}

void add_outcome(const RecordedOutcome& outcome, AnswerToTest& answer) {
  AnswerToOutcome& known = answer.outcomes[outcome.values];
  known.count += outcome.count;
  known.verdict = worse(known.verdict, outcome.verdict);
  known.interesting |= outcome.interesting;
  for (const auto& [model, allowed] : outcome.allowed) known.allowed[model] = allowed;
}

}  // namespace

Side& machine_of(const RunOrigin& origin, std::vector<Side>& machines) {
  std::string name = origin.processor.empty() ? "unknown processor" : origin.processor;
  if (origin.emulated) name += " (emulated)";
  for (Side& side : machines) {
    if (side.name == name && side.architecture == origin.architecture) return side;
  }
  machines.push_back({.name = std::move(name),
                      .architecture = origin.architecture,
                      .emulated = origin.emulated,
                      .tests = {}});
  return machines.back();
}

std::string worse(const std::string& a, const std::string& b) {
  static const std::vector<std::string> kWorstFirst = {
      "finding", "compiler", "crash", "hang", "undefined", "blind", "ok", "skipped", ""};
  const auto rank = [](const std::string& verdict) {
    return std::find(kWorstFirst.begin(), kWorstFirst.end(), verdict);
  };
  // A verdict from the future is not in the list, and worse than none.
  if (rank(a) == kWorstFirst.end()) return b.empty() ? a : b;
  if (rank(b) == kWorstFirst.end()) return a.empty() ? b : a;
  return rank(a) <= rank(b) ? a : b;
}

bool AnswerToTest::saw(const NamedRow& row) const {
  const auto at = outcomes.find(row);
  return at != outcomes.end() && at->second.count > 0;
}

BlockCounts AnswerToTest::counts(const std::string& environment, const NamedRow& row) const {
  BlockCounts result;
  const auto found = blocks.find(environment);
  if (found == blocks.end()) return result;
  for (const AnswerBlock& block : found->second) {
    const auto at = block.counts.find(row);
    result.push_back({at == block.counts.end() ? 0 : at->second, block.instances});
  }
  return result;
}

void add(const Record& record, const Place& place, Side& side) {
  AnswerToTest& answer = answer_to(record.test, record.hash, place, side);
  answer.verdict = worse(answer.verdict, record.verdict);
  answer.instances += record.instances;
  if (!record.condition.empty()) answer.condition = record.condition;
  if (!record.source.empty()) answer.source = record.source;
  for (const RecordedOutcome& outcome : record.outcomes) add_outcome(outcome, answer);
  for (const RecordedOutcome& outcome : record.unseen) add_outcome(outcome, answer);
  answer.race = answer.race || record.race;
  answer.broken = answer.broken || breaks_claim(record);
  answer.searched = answer.searched || record.searched;
  for (const RecordedBlock& block : record.blocks) {
    AnswerBlock counted{.instances = block.instances, .counts = {}};
    for (std::size_t i = 0; i < block.counts.size(); ++i) {
      if (block.counts[i] > 0) counted.counts[record.outcomes[i].values] += block.counts[i];
    }
    answer.blocks[record.environments[block.environment]].push_back(std::move(counted));
  }
}

void add(const LoggedTest& logged, const Place& place, Side& side) {
  AnswerToTest& answer = answer_to(logged.name, logged.hash, place, side);
  answer.every = logged.every;
  answer.condition = logged.condition;
  for (const LoggedOutcome& outcome : logged.outcomes) {
    AnswerToOutcome& known = answer.outcomes[outcome.values];
    known.count += outcome.count;
    known.interesting |= outcome.interesting;
    if (!logged.every) answer.instances += outcome.count;
  }
}

}  // namespace litmus
