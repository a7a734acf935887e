// Tested by run_json_test.cpp.
#include "report/run_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <span>

#include "lang/print.h"
#include "report/outcome_json.h"

namespace litmus {
namespace {

Json allowed_json(const JudgedRun& judged, const JudgedOutcome& outcome) {
  Json allowed = Json::object();
  for (std::size_t i = 0; i < judged.models.size(); ++i) {
    const bool known = outcome.allowed[i] || !judged.cut_short[i];
    if (known) allowed[judged.models[i]] = static_cast<bool>(outcome.allowed[i]);
  }
  return allowed;
}

// The earliest sighting among the rows that the shown columns stand for.
const FirstSeen* sighting_of(const RunResult& result, const Outcome& shown) {
  const FirstSeen* earliest = nullptr;
  const auto& all = result.record.first_seen;  // sorted: rows that begin alike stand together
  for (auto at = all.lower_bound(shown); at != all.end(); ++at) {
    if (!std::equal(shown.begin(), shown.end(), at->first.begin())) break;
    if (earliest == nullptr || at->second.first < earliest->first) earliest = &at->second;
  }
  return earliest;
}

void add_grade(const JudgedOutcome& outcome, Json& row) {
  if (!outcome.grade) return;
  row["grade"] = to_string(*outcome.grade);
  row["why"] = outcome.why;
}

// What the test asks: its condition, or a stress test's claim.
std::string condition_of(const RunResult& result) {
  if (result.judged.graded) return result.test.doc;
  return to_string(result.test.condition, result.test);
}

std::string source_of(const RunResult& result) {
  if (result.judged.graded) return "";
  return result.test.source.empty() ? to_litmus(result.test) : result.test.source;
}

Json seen_json(const RunResult& result) {
  Json all = Json::array();
  const std::vector<Outcome> drifted = drifting(result);
  for (const JudgedOutcome& outcome : result.judged.seen) {
    Json row = {{"values", outcome_json(result.test, outcome.values)},
                {"count", outcome.count},
                {"allowed", allowed_json(result.judged, outcome)}};
    if (const FirstSeen* sighting = sighting_of(result, outcome.values)) {
      row["first"] = sighting->first;
      row["environment"] = sighting->environment;
      row["slices"] = sighting->slices;
    }
    if (outcome.interesting) row["interesting"] = true;
    add_grade(outcome, row);
    if (outcome.undecided) row["undecided"] = true;
    if (std::find(drifted.begin(), drifted.end(), outcome.values) != drifted.end())
      row["drifts"] = true;
    if (outcome.verdict != Verdict::Ok) row["verdict"] = to_string(outcome.verdict);
    all.push_back(std::move(row));
  }
  return all;
}

// A test may allow millions of outcomes; so many rows say enough of what was not seen.
constexpr std::size_t kMostUnseen = 4096;

template <typename Row>
std::span<const Row> first_of(const std::vector<Row>& rows) {
  return std::span(rows).first(std::min(rows.size(), kMostUnseen));
}

Json unseen_json(const RunResult& result) {
  Json all = Json::array();
  for (const JudgedOutcome& outcome : first_of(result.judged.unseen)) {
    all.push_back({{"values", outcome_json(result.test, outcome.values)},
                   {"allowed", allowed_json(result.judged, outcome)},
                   {"bound", bound_of_unseen(result.record.instances)}});
    if (outcome.interesting) all.back()["interesting"] = true;
    add_grade(outcome, all.back());
  }
  return all;
}

// What no store could have written stays as it was found: numbers, in all columns.
Json unexpected_json(const RunResult& result) {
  Json all = Json::array();
  for (const auto& [row, count] : result.record.tally.unexpected) {
    Json values = Json::object();
    for (std::size_t i = 0; i < row.size(); ++i) values[result.test.observed[i].name] = row[i];
    all.push_back({{"values", std::move(values)}, {"count", count}});
  }
  return all;
}

Json environments_json(const RunRecord& record) {
  Json all = Json::array();
  for (std::size_t i = 0; i < record.environments.size(); ++i) {
    const InEnvironment& place = record.environments[i];
    Json counts = Json::array();
    for (const auto& [row, count] : place.tally.counts)
      counts.push_back({{"row", row}, {"count", count}});
    all.push_back({{"environment", to_string(record.plan.environments[i])},
                   {"instances", place.instances},
                   {"seconds", place.seconds},
                   {"slices", place.slices},
                   {"counts", std::move(counts)}});
  }
  return all;
}

// By block, how often each outcome was seen, in the order of `outcomes`.
Json blocks_json(const RunResult& result) {
  std::map<Outcome, std::size_t> number;
  for (const JudgedOutcome& outcome : result.judged.seen)
    number.emplace(outcome.values, number.size());
  Json all = Json::array();
  for (const RunBlock& block : result.record.blocks.all()) {
    std::vector<std::uint64_t> counts(number.size());
    for (const auto& [row, count] : block.counts) {
      // What the filter discards is no outcome.
      const auto at = number.find(Outcome(row.begin(), row.begin() + result.test.shown));
      if (at != number.end() && holds(result.test.filter, row)) counts[at->second] += count;
    }
    all.push_back({{"environment", block.environment},
                   {"instances", block.instances},
                   {"counts", std::move(counts)}});
  }
  return all;
}

Json topology_json(const Topology& topology) {
  Json all = Json::array();
  for (const Cpu& cpu : topology.cpus) {
    Json one = {{"cpu", cpu.number}, {"core", cpu.core}, {"package", cpu.package}};
    if (cpu.cluster >= 0) one["cluster"] = cpu.cluster;
    if (cpu.kind > 0) one["kind"] = cpu.kind;
    all.push_back(std::move(one));
  }
  return all;
}

Json controls_json(const std::vector<Control>& controls) {
  Json all = Json::array();
  for (const Control& control : controls) {
    all.push_back({{"change", control.change},
                   {"count", control.seen},
                   {"instances", control.instances}});
  }
  return all;
}

}  // namespace

std::string to_json(const RunHeader& header) {
  Json line = {{"litmus", header.version},
               {"schema", 1},
               {"kind", "run"},
               {"architecture", header.architecture},
               {"processor", header.processor},
               {"microcode", header.microcode},
               {"caches", header.caches},
               {"kernel", header.kernel},
               {"virtualised", header.virtualised},
               {"emulated", header.emulated},
               {"cpus", print_cpus(header.cpus)},
               {"topology", topology_json(header.topology)},
               {"compiler", header.compiler},
               {"flags", header.flags},
               {"models", header.models},
               {"seed", header.seed},
               {"start", header.start}};
  if (!header.shard.empty()) line["shard"] = header.shard;
  if (header.quota > 0) line["quota"] = header.quota;
  return to_text(line);
}

std::string to_json(const RunResult& result) {
  const RunRecord& record = result.record;
  Json line = {{"test", result.test.name},
               {"engine", "batch"},
               {"instances", record.instances},
               {"seconds", record.seconds},
               {"outcomes", seen_json(result)},
               {"unseen", unseen_json(result)},
               {"verdict", to_string(result.verdict)},
               {"hash", result.test.hash},
               {"race", !result.judged.races.empty()},
               {"end", to_string(record.end)},
               {"seed", record.plan.seed},
               {"cpus", print_cpus(record.cpus)},
               {"pinned", record.pinned},
               {"slices", record.slices},
               {"gave_up", record.tally.gave_up},
               {"filtered", result.judged.filtered},
               {"unexpected", unexpected_json(result)},
               {"environments", environments_json(record)},
               {"blocks", blocks_json(result)},
               {"condition", condition_of(result)},
               {"source", source_of(result)}};
  const std::vector<Outcome> blind = blind_to(result.judged);
  for (const Outcome& values : first_of(blind))
    line["blind_to"].push_back(outcome_json(result.test, values));
  if (result.judged.unseen.size() > kMostUnseen)
    line["more_unseen"] = result.judged.unseen.size() - kMostUnseen;
  if (record.plan.search) line["searched"] = true;
  if (record.partial) line["partial"] = true;
  if (result.built_in) line["built_in"] = true;
  if (result.judged.condition_broken) line["condition_broken"] = true;
  if (record.tally.crowded_out > 0) line["crowded_out"] = record.tally.crowded_out;
  if (result.code.looked) line["code"] = to_string(result.code.code);
  if (!result.code.why.empty()) line["code_why"] = result.code.why;
  if (!record.end_message.empty()) line["end_message"] = record.end_message;
  if (!result.controls.empty()) line["controls"] = controls_json(result.controls);
  if (!record.caveats.empty()) line["caveats"] = record.caveats;
  return to_text(line);
}

}  // namespace litmus
