// Verdicts for people. Tested by checked_test.cpp.
#include "report/verdict_table.h"

#include <fmt/core.h>

#include <algorithm>

#include "harness/figures.h"

namespace litmus {
namespace {

Ink ink_of(Answer answer) {
  switch (answer) {
    case Answer::Never:
      return Ink::Plain;
    case Answer::Sometimes:
      return Ink::Note;
    case Answer::Always:
      return Ink::Good;
    case Answer::Race:
      return Ink::Bad;
  }
  return Ink::Plain;
}

TableCell verdict_cell(const ModelAnswer& verdict) {
  if (!verdict.found) return {"undecided", Ink::Note};
  const Answer found = *verdict.found;
  const std::string marks = std::string(verdict.bounded ? "~" : "") + (verdict.broken() ? "!" : "");
  return {std::string(to_string(found)) + marks, verdict.broken() ? Ink::Bad : ink_of(found),
          found == Answer::Sometimes ? "some" + marks : ""};
}

template <typename Predicate>
std::size_t count_verdicts(std::span<const VerdictLine> all, const Predicate& predicate) {
  std::size_t count = 0;
  for (const VerdictLine& test : all)
    count += static_cast<std::size_t>(std::ranges::count_if(test.models, predicate));
  return count;
}

bool any_bounded(std::span<const VerdictLine> all) {
  return count_verdicts(all, [](const ModelAnswer& v) { return v.found && v.bounded; }) > 0;
}

// What the models' texts call attention to.
std::string flags_raised(std::span<const VerdictLine> all, const Style& style) {
  std::string text;
  for (const VerdictLine& test : all) {
    for (const ModelAnswer& verdict : test.models) {
      for (const std::string& flag : verdict.flags)
        text += fmt::format("{}: {} raises the {} {}\n", test.test, verdict.model,
                            paint("flag", Ink::Note, style), flag);
    }
  }
  return text;
}

// "never" says nothing of what comes to no end.
std::string without_an_end(std::span<const VerdictLine> all) {
  std::string text;
  for (const VerdictLine& test : all) {
    if (std::ranges::any_of(test.models, &ModelAnswer::nothing_ends))
      text += fmt::format("{}: no execution comes to an end, or passes the filter\n", test.test);
  }
  return text;
}

}  // namespace

Table verdict_table(std::span<const VerdictLine> all) {
  Table table;
  table.columns = {{"test"}, {"condition", false, true}};
  if (!all.empty()) {
    for (const ModelAnswer& verdict : all.front().models) table.columns.push_back({verdict.model});
  }
  for (const VerdictLine& test : all) {
    std::vector<TableCell> row = {{test.test, Ink::Bold}, {test.condition, Ink::Faint}};
    for (const ModelAnswer& verdict : test.models) row.push_back(verdict_cell(verdict));
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::string broken_expectations(std::span<const VerdictLine> all, const Style& style) {
  std::string text;
  for (const VerdictLine& test : all) {
    for (const ModelAnswer& verdict : test.models) {
      if (!verdict.broken()) continue;
      text += fmt::format("{} {} under {}: {}, but the test expects {}\n",
                          paint("not as expected:", Ink::Bad, style), test.test, verdict.model,
                          to_string(*verdict.found), to_string(*verdict.expected));
    }
  }
  return text;
}

std::size_t count_broken(std::span<const VerdictLine> all) {
  return count_verdicts(all, &ModelAnswer::broken);
}

std::size_t count_undecided(std::span<const VerdictLine> all) {
  return count_verdicts(all, [](const ModelAnswer& verdict) { return !verdict.found; });
}

std::string verdict_summary(std::span<const VerdictLine> all, int unroll, const Style& style) {
  std::string text =
      flags_raised(all, style) + broken_expectations(all, style) + without_an_end(all);
  if (any_bounded(all))
    text += fmt::format("~ for loops of at most {}\n", counted(std::size_t(unroll), "iteration"));
  if (const std::size_t count = count_undecided(all); count > 0)
    text += fmt::format("{} undecided: the search was cut short\n", counted(count, "verdict"));
  text += counted(all.size(), "test");
  const std::size_t compared = count_verdicts(all, &ModelAnswer::compared);
  if (compared == 0) return text + ", none says what it expects.\n";
  const std::size_t broken = count_broken(all);
  if (broken == 0) return text + fmt::format(", {} as expected.\n", counted(compared, "verdict"));
  return text + fmt::format(", {} of {} not as expected.\n", broken, counted(compared, "verdict"));
}

}  // namespace litmus
