// Tested by run_result_test.cpp.
#include "report/run_table.h"

#include <fmt/core.h>

#include <algorithm>
#include <cctype>
#include <map>

#include "harness/figures.h"
#include "harness/topology.h"
#include "lang/print.h"
#include "lang/print_code.h"
#include "report/measurement.h"
#include "report/table.h"

namespace litmus {
namespace {

Ink ink_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::Ok:
      return Ink::Good;
    case Verdict::Undefined:
    case Verdict::Skipped:
    case Verdict::Blind:
      return Ink::Note;
    case Verdict::Finding:
    case Verdict::Compiler:
    case Verdict::Hang:
    case Verdict::Crash:
      return Ink::Bad;
  }
  return Ink::Plain;
}

Ink ink_of(Grade grade) {
  return grade == Grade::Allowed ? Ink::Good : grade == Grade::Forbidden ? Ink::Bad : Ink::Note;
}

std::string painted(Verdict verdict, const Style& style) {
  return paint(to_string(verdict), ink_of(verdict), style);
}

bool is_bad(const JudgedOutcome& outcome) {
  return outcome.verdict == Verdict::Finding || outcome.verdict == Verdict::Compiler;
}

std::string bound_text(std::uint64_t instances) {
  if (instances == 0) return "";
  return fmt::format("< {:.1g}", bound_of_unseen(instances));
}

std::string remark(const JudgedRun& judged, const JudgedOutcome& outcome) {
  std::string text;
  if (outcome.count > 0 && outcome.verdict != Verdict::Ok && outcome.verdict != Verdict::Undefined)
    text = fmt::format("<- {}", to_string(outcome.verdict));
  const bool cut_short = std::ranges::find(judged.cut_short, true) != judged.cut_short.end();
  if (outcome.undecided) text += cut_short ? "<- left open" : "<- beyond the loop bound";
  if (outcome.interesting) text += text.empty() ? "<- the condition" : ", the condition";
  return text;
}

// What a test may show that races is not for the model to say.
TableCell allowed_cell(bool allowed, bool racing, bool cut_short) {
  if (racing) return {"race", Ink::Note};
  if (allowed) return {"yes"};
  return cut_short ? TableCell{"?", Ink::Note} : TableCell{"-", Ink::Faint};
}

std::vector<TableCell> outcome_row(const RunResult& result, const JudgedOutcome& outcome) {
  std::vector<TableCell> row;
  for (std::size_t i = 0; i < outcome.values.size(); ++i)
    row.push_back({value_text(outcome.values[i], result.test.observed[i].type, result.test)});
  const std::uint64_t instances = result.record.instances;
  row.push_back({grouped(outcome.count)});
  row.push_back({outcome.count > 0 ? share(outcome.count, instances) : bound_text(instances)});
  if (outcome.grade) {
    row.push_back({std::string(to_string(*outcome.grade)), ink_of(*outcome.grade)});
    row.push_back({outcome.why, Ink::Faint});
    return row;
  }
  for (std::size_t i = 0; i < outcome.allowed.size(); ++i)
    row.push_back(
        allowed_cell(outcome.allowed[i], result.judged.racing[i], result.judged.cut_short[i]));
  row.push_back({remark(result.judged, outcome), is_bad(outcome) ? Ink::Bad : Ink::Note});
  return row;
}

// Longer tables say no more to a person. What is interesting or wrong comes before the rest.
constexpr std::size_t kMostRows = 200;

bool stands_out(const JudgedOutcome& outcome) {
  const bool fine = outcome.verdict == Verdict::Ok || outcome.verdict == Verdict::Undefined;
  return outcome.interesting || (outcome.count > 0 && !fine);
}

// Puts the rows of a list into the table, in their order; says how many were left out.
std::size_t add_rows(const RunResult& result, const std::vector<JudgedOutcome>& list,
                     Table& table) {
  std::size_t room = kMostRows;  // for those that do not stand out
  std::size_t room_above = kMostRows;
  std::size_t left_out = 0;
  for (const JudgedOutcome& outcome : list) {
    std::size_t& here = stands_out(outcome) ? room_above : room;
    if (here == 0) {
      ++left_out;
      continue;
    }
    --here;
    table.rows.push_back(outcome_row(result, outcome));
  }
  return left_out;
}

std::string left_out(std::size_t count, std::string_view which) {
  if (count == 0) return "";
  return fmt::format("and {} outcomes more that {}\n", grouped(count), which);
}

std::string outcomes(const RunResult& result, const Style& style) {
  Table table;
  for (int i = 0; i < result.test.shown; ++i)
    table.columns.push_back({result.test.observed[static_cast<std::size_t>(i)].name, true});
  table.columns.push_back({"count", true});
  table.columns.push_back({"rate", true});
  if (result.judged.graded) table.columns.push_back({""});
  for (const std::string& model : result.judged.models) table.columns.push_back({model});
  table.columns.push_back({""});
  const std::size_t seen = add_rows(result, result.judged.seen, table);
  const std::size_t unseen = add_rows(result, result.judged.unseen, table);
  return to_string(table, style) + left_out(seen, "were seen; --json has them") +
         left_out(unseen, "were not seen");
}

std::string unexpected(const RunResult& result, const Style& style) {
  std::string text;
  for (const auto& [row, count] : result.record.tally.unexpected) {
    text += paint("unexpected", Ink::Bad, style) + ":";
    for (std::size_t i = 0; i < row.size(); ++i)
      text += fmt::format(" {}={}", result.test.observed[i].name, row[i]);
    text += fmt::format(", {}: no store wrote such a value\n", times(count));
  }
  return text;
}

std::size_t environments_used(const RunRecord& record) {
  return static_cast<std::size_t>(
      std::count_if(record.environments.begin(), record.environments.end(),
                    [](const InEnvironment& place) { return place.slices > 0; }));
}

std::string instances_line(const RunRecord& record) {
  std::string text =
      fmt::format("{} instances in {}, {}", short_count(static_cast<double>(record.instances)),
                  duration(record.seconds), counted(environments_used(record), "environment"));
  if (!record.cpus.empty()) text += fmt::format(", CPUs {}", print_cpus(record.cpus));
  if (!record.pinned) text += ", not pinned";
  if (record.tally.gave_up > 0)
    text += fmt::format("; {} gave up waiting", grouped(record.tally.gave_up));
  return text + '\n';
}

// "0:r0=0; 1:r0=1"
std::string named(const Outcome& outcome, const Test& test) {
  std::string text = to_string(outcome, test);
  while (!text.empty() && (text.back() == ';' || text.back() == ' ')) text.pop_back();
  return text;
}

// Outcomes of plain interleavings that never came up.
std::string blindness(const RunResult& result, const Style& style) {
  constexpr std::size_t kNamed = 4;
  const std::vector<Outcome> outcomes = blind_to(result.judged);
  if (outcomes.empty()) return "";
  std::string text = paint("blind", Ink::Note, style) + ": never saw ";
  for (std::size_t i = 0; i < std::min(outcomes.size(), kNamed); ++i)
    text += (i > 0 ? " or " : "") + named(outcomes[i], result.test);
  if (outcomes.size() > kNamed) text += fmt::format(" or {} more", outcomes.size() - kNamed);
  return text + ", which even sc allows\n";
}

// What stands between the test and the machine.
std::string code_line(const CodeLook& look) {
  switch (look.code) {
    case KernelCode::Standard:
      return "the code that ran is the standard compilation of the test";
    case KernelCode::Different:
      return "the code that ran is not the standard compilation:\n  " + look.why;
    case KernelCode::Unknown:
      return "whether the code that ran is the standard compilation is not known: " + look.why;
  }
  return "";
}

std::string control_line(const Control& control, const Style& style) {
  if (control.seen == 0) {
    return fmt::format("{}: with {} it was not seen either, in {} instances\n",
                       paint("control", Ink::Note, style), control.change,
                       short_count(static_cast<double>(control.instances)));
  }
  return fmt::format("control: with {} it was seen {} ({})\n", control.change, times(control.seen),
                     share(control.seen, control.instances));
}

// What a "never" rests on, and whose rates changed meanwhile.
std::string sureness(const RunResult& result, const Style& style) {
  std::string text;
  const RunRecord& record = result.record;
  if (is_never(result)) {
    text += fmt::format("never: the rate is {} with 95 % confidence, in these environments and {}",
                        bound_text(record.instances),
                        counted(static_cast<std::size_t>(record.slices), "slice"));
    const bool unasked = result.controls.empty() && !result.mutants_asked;
    text += unasked ? "; --mutants tells whether it could be seen\n" : "\n";
  }
  for (const Control& control : result.controls) text += control_line(control, style);
  for (const Outcome& outcome : drifting(result)) {
    text += fmt::format("{}: the rate of {} was another one at the end\n",
                        paint("drift", Ink::Note, style), named(outcome, result.test));
  }
  return text;
}

std::string remarks(const RunResult& result, const Style& style) {
  std::string text;
  const RunRecord& record = result.record;
  if (result.judged.filtered > 0)
    text += fmt::format("{} instances do not pass the filter\n", grouped(result.judged.filtered));
  if (record.tally.crowded_out > 0) {
    text += fmt::format("{} instances had outcomes beyond the {} that are kept apart\n",
                        grouped(record.tally.crowded_out), kMaxRows);
  }
  for (const Race& race : result.judged.races) {
    text +=
        fmt::format("{}: P{} (line {}) and P{} (line {}) on {}\n", paint("race", Ink::Note, style),
                    race.thread_a, race.at_a.line, race.thread_b, race.at_b.line, race.location);
  }
  if (result.judged.condition_broken)
    text += paint("the test's own condition is broken", Ink::Bad, style) + '\n';
  text += folded(sureness(result, style), style);
  if (record.slices > 0) text += blindness(result, style);
  if (result.code.looked) text += code_line(result.code) + '\n';
  if (!record.end_message.empty())
    text += fmt::format("{}\n", paint(record.end_message, Ink::Bad, style));
  if (record.end == ChildAnswer::End::Stopped) text += "interrupted; this was counted until then\n";
  for (const std::string& caveat : record.caveats)
    text += folded(fmt::format("note: {}\n", caveat), style);
  return text;
}

// How often the test showed what it asks about (of forall, a counterexample), or what may not be;
// of a stress test, what is more than allowed. Reports of recorded runs count the same (tallies.h).
std::uint64_t seen_of(const RunResult& result) {
  const bool forall =
      !result.judged.graded && result.test.condition.quantifier == Condition::Quantifier::Forall;
  std::uint64_t count = 0;
  for (const JudgedOutcome& outcome : result.judged.seen)
    count += outcome.interesting != forall || is_bad(outcome) ? outcome.count : 0;
  return count;
}

std::string padded(const std::string& text, std::size_t columns) {
  const std::size_t has = columns_of(text);
  return text + std::string(columns > has ? columns - has : 0, ' ');
}

std::string line_of(std::size_t names, const std::string& name, const std::string& seen,
                    const std::string& rate, const std::string& instances) {
  return fmt::format("{}  {:>8}  {:>12}  {:>9}  ", padded(name, names), seen, rate, instances);
}

std::string asked_by(const RunResult& result) {
  if (result.judged.graded) return result.test.doc;
  return to_string(result.test.condition, result.test);
}

// When an outcome was first seen, how reliably, and where.
std::string sighting_lines(const RunResult& result, const JudgedOutcome& outcome, Ink ink,
                           const Style& style) {
  for (const auto& [row, seen] : result.record.first_seen) {
    if (!std::equal(outcome.values.begin(), outcome.values.end(), row.begin())) continue;
    return fmt::format(
        "{}: first after {}, in {} of {} slices\n  environment {}\n",
        paint(named(outcome.values, result.test), ink, style), duration(seen.first), seen.slices,
        result.record.slices,
        to_string(result.record.plan.environments[static_cast<std::size_t>(seen.environment)]));
  }
  return "";
}

}  // namespace

std::string run_block(const RunResult& result, const Style& style) {
  std::string text = fmt::format("{}  {}  {}\n", paint(result.test.name, Ink::Bold, style),
                                 asked_by(result), painted(result.verdict, style));
  if (result.record.slices > 0) {
    text += outcomes(result, style);
    text += instances_line(result.record);
  }
  return text + unexpected(result, style) + remarks(result, style);
}

std::string run_titles(std::size_t names, const Style& style) {
  return paint(line_of(names, "test", "seen", "rate", "instances") + "verdict", Ink::Faint, style) +
         '\n';
}

std::string run_line(const RunResult& result, std::size_t names, const Style& style) {
  const std::uint64_t instances = result.record.instances, seen = seen_of(result);
  const std::string median = result.judged.measured ? median_text(result) : "";
  if (!median.empty()) {
    return line_of(names, result.test.name, "median", median,
                   short_count(static_cast<double>(instances))) +
           painted(result.verdict, style) + '\n';
  }
  if (instances == 0)
    return line_of(names, result.test.name, "-", "-", "-") + painted(result.verdict, style) + '\n';
  const std::string line =
      line_of(names, result.test.name, seen > 0 ? short_count(static_cast<double>(seen)) : "never",
              seen > 0 ? share(seen, instances) : bound_text(instances),
              short_count(static_cast<double>(instances)));
  const std::string note = result.judged.condition_broken ? "  its condition is broken" : "";
  return line + painted(result.verdict, style) + paint(note, Ink::Bad, style) + '\n';
}

std::string run_summary(const std::vector<Verdict>& verdicts, std::size_t broken,
                        std::uint64_t instances, double seconds, const Style& style) {
  std::map<Verdict, std::size_t> counts;
  for (Verdict verdict : verdicts) ++counts[verdict];
  std::string text = fmt::format("{}, {} instances in {}:", counted(verdicts.size(), "test"),
                                 short_count(static_cast<double>(instances)), duration(seconds));
  const char* separator = " ";
  for (const auto& [verdict, count] : counts) {
    text += fmt::format("{}{} {}", separator, count, painted(verdict, style));
    separator = ", ";
  }
  if (broken > 0) text += separator + paint(counted(broken, "broken condition"), Ink::Bad, style);
  return text + '\n';
}

std::string how_to_repeat(const RunResult& result, const std::string& asked, const Style& style) {
  std::string text;
  for (const JudgedOutcome& outcome : result.judged.seen) {
    if (!is_bad(outcome)) continue;
    text += sighting_lines(result, outcome, Ink::Bad, style);
  }
  // A wrong version shows its harm in many ways: the most frequent stands for all.
  const auto harm = std::find_if(
      result.judged.seen.begin(), result.judged.seen.end(),
      [](const JudgedOutcome& outcome) { return outcome.grade == Grade::Interesting; });
  if (text.empty() && harm != result.judged.seen.end())
    text = sighting_lines(result, *harm, Ink::Note, style);
  const bool ended_badly = result.verdict == Verdict::Crash || result.verdict == Verdict::Hang;
  if (text.empty() && !ended_badly) return "";
  // What crashed in its first slice played on CPUs that it could not name.
  const std::vector<int>& cpus = result.record.cpus;
  return text + fmt::format("  again: litmus run {} --seed {} --time {}{}\n", asked,
                            result.record.plan.seed, result.record.plan.seconds,
                            cpus.empty() ? "" : " --cpus " + print_cpus(cpus));
}

std::string quoted_for_shell(const std::string& word) {
  const auto harmless = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
           std::string_view("+-_./=,:@").find(c) != std::string_view::npos;
  };
  if (!word.empty() && std::all_of(word.begin(), word.end(), harmless)) return word;
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

}  // namespace litmus
