// Verdicts for people. Tested by checked_test.cpp.
#include "report/verdict_table.h"

#include <fmt/core.h>

#include <algorithm>

#include "harness/figures.h"
#include "lang/print.h"

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

TableCell verdict_cell(const Checked& checked, const Judgement& judgement) {
  const std::optional<Answer> answered = answer(judgement);
  if (!answered) return {"undecided", Ink::Note};
  const Answer found = *answered;
  const bool broken = expected(checked.expectations, judgement.model).value_or(found) != found;
  const std::string marks = std::string(judgement.bounded ? "~" : "") + (broken ? "!" : "");
  return {std::string(to_string(found)) + marks, broken ? Ink::Bad : ink_of(found),
          found == Answer::Sometimes ? "some" + marks : ""};
}

template <typename Predicate>
std::size_t count_judgements(const std::vector<Checked>& all, const Predicate& predicate) {
  std::size_t count = 0;
  for (const Checked& checked : all) {
    const auto& judgements = checked.judgements;
    count += std::size_t(std::count_if(judgements.begin(), judgements.end(), predicate));
  }
  return count;
}

bool any_bounded(const std::vector<Checked>& all) {
  return count_judgements(all, [](const Judgement& j) { return j.decided() && j.bounded; }) > 0;
}

// What the models' texts call attention to.
std::string flags_raised(const std::vector<Checked>& all, const Style& style) {
  std::string text;
  for (const Checked& checked : all) {
    for (const Judgement& judgement : checked.judgements) {
      for (const std::string& flag : judgement.flags)
        text += fmt::format("{}: {} raises the {} {}\n", checked.test.name, judgement.model,
                            paint("flag", Ink::Note, style), flag);
    }
  }
  return text;
}

}  // namespace

Table verdict_table(const std::vector<Checked>& all) {
  Table table;
  table.columns = {{"test"}, {"condition", false, true}};
  if (!all.empty()) {
    for (const Judgement& judgement : all.front().judgements)
      table.columns.push_back({judgement.model});
  }
  for (const Checked& checked : all) {
    std::vector<TableCell> row = {{checked.test.name, Ink::Bold},
                                  {to_string(checked.test.condition, checked.test), Ink::Faint}};
    for (const Judgement& judgement : checked.judgements)
      row.push_back(verdict_cell(checked, judgement));
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::string broken_expectations(const std::vector<Checked>& all, const Style& style) {
  std::string text;
  for (const Broken& broken : compare_with_expectations(all).broken) {
    text += fmt::format("{} {} under {}: {}, but the test expects {}\n",
                        paint("not as expected:", Ink::Bad, style), broken.test, broken.model,
                        to_string(broken.found), to_string(broken.expected));
  }
  return text;
}

std::size_t count_undecided(const std::vector<Checked>& all) {
  return count_judgements(all, [](const Judgement& judgement) { return !judgement.decided(); });
}

// "never" says nothing of what comes to no end.
std::string without_an_end(const std::vector<Checked>& all) {
  std::string text;
  for (const Checked& checked : all) {
    if (std::ranges::any_of(checked.judgements, [](const Judgement& j) { return j.nothing_ends; }))
      text += fmt::format("{}: no execution comes to an end, or passes the filter\n",
                          checked.test.name);
  }
  return text;
}

std::string verdict_summary(const std::vector<Checked>& all, int unroll, const Style& style) {
  const Comparison comparison = compare_with_expectations(all);
  std::string text =
      flags_raised(all, style) + broken_expectations(all, style) + without_an_end(all);
  if (any_bounded(all))
    text += fmt::format("~ for loops of at most {}\n", counted(std::size_t(unroll), "iteration"));
  if (const std::size_t count = count_undecided(all); count > 0)
    text += fmt::format("{} undecided: the search was cut short\n", counted(count, "verdict"));
  text += counted(all.size(), "test");
  if (comparison.compared == 0) return text + ", none says what it expects.\n";
  if (comparison.broken.empty())
    return text + fmt::format(", {} as expected.\n", counted(comparison.compared, "verdict"));
  return text + fmt::format(", {} of {} not as expected.\n", comparison.broken.size(),
                            counted(comparison.compared, "verdict"));
}

}  // namespace litmus
