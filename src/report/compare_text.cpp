// Tested by compare_test.cpp.
#include "report/compare_text.h"

#include <fmt/core.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "report/json.h"
#include "report/markdown.h"
#include "report/table.h"

namespace litmus {
namespace {

constexpr std::string_view kNothingInCommon = "no environment in common";

Ink ink_of(Change change) {
  switch (change) {
    case Change::Forbidden:
      return Ink::Bad;
    case Change::Verdict:
      return Ink::Bad;
    case Change::New:
      return Ink::Note;
    case Change::Lost:
      return Ink::Note;
    case Change::Rate:
      return Ink::Plain;
  }
  return Ink::Plain;
}

Table table_of(const Differences& differences, const std::vector<Side>& sides) {
  Table table{.columns = {{"change"},
                          {"test"},
                          {"outcome", false, true},
                          {printable(sides[0].name)},
                          {"there"}},
              .rows = {}};
  if (sides.size() == 2) {
    table.columns.back().title = printable(sides[1].name);
  } else {
    table.columns.push_back({"where"});
  }
  for (const Difference& found : differences.all) {
    std::vector<TableCell> row = {{std::string(to_string(found.change)), ink_of(found.change)},
                                  {printable(found.test)},
                                  {printable(to_string(found.outcome))},
                                  {found.was},
                                  {found.is}};
    if (sides.size() > 2) row.push_back({printable(sides[found.side].name)});
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::string tests(std::size_t count) {
  return fmt::format("{} test{}", count, count == 1 ? "" : "s");
}

// What was compared, and what was not.
std::string summary(const Differences& differences, const std::vector<Side>& sides) {
  std::string text = fmt::format("{} compared, {} difference{}\n",
                                 tests(differences.compared - differences.strangers.size()),
                                 differences.all.size(), differences.all.size() == 1 ? "" : "s");
  for (std::size_t i = 1; i < sides.size(); ++i) {
    const auto strangers = static_cast<std::size_t>(
        std::count_if(differences.strangers.begin(), differences.strangers.end(),
                      [&](const Strangers& found) { return found.side == i; }));
    if (strangers > 0) {
      text += fmt::format(
          "{} could not be compared with {}, but for verdicts and what is forbidden: {}\n",
          tests(strangers), printable(sides[i].name), kNothingInCommon);
    }
    if (differences.only_first[i] > 0)
      text +=
          fmt::format("{} not in {}\n", tests(differences.only_first[i]), printable(sides[i].name));
    if (differences.only_there[i] > 0)
      text += fmt::format("{} only in {}\n", tests(differences.only_there[i]),
                          printable(sides[i].name));
  }
  for (const std::string& test : differences.apart)
    text += fmt::format("not compared: {} is another test there (another hash)\n", printable(test));
  for (const Side& side : sides) {
    if (side.emulated)
      text += fmt::format("{} was made under an emulator: no evidence about that architecture\n",
                          printable(side.name));
  }
  return text;
}

}  // namespace

std::string to_text(const Differences& differences, const std::vector<Side>& sides,
                    const Style& style) {
  std::string text;
  if (!differences.all.empty()) text = to_string(table_of(differences, sides), style) + "\n";
  return text + summary(differences, sides);
}

std::string to_markdown(const Differences& differences, const std::vector<Side>& sides) {
  std::string page;
  if (!differences.all.empty()) page = to_markdown(table_of(differences, sides)) + "\n";
  const std::string said = summary(differences, sides);
  for (std::size_t at = 0; at < said.size();) {
    const std::size_t end = said.find('\n', at);
    page += "- " + markdown_text(said.substr(at, end - at)) + "\n";
    at = end + 1;
  }
  return page;
}

std::string to_json_lines(const Differences& differences, const std::vector<Side>& sides) {
  std::string lines;
  for (const Difference& found : differences.all) {
    Json line = {{"change", to_string(found.change)}, {"test", found.test}};
    if (!found.outcome.empty()) line["values"] = found.outcome;
    line["base"] = sides[0].name;
    line["side"] = sides[found.side].name;
    line["was"] = found.was;
    line["is"] = found.is;
    lines += to_text(line) + "\n";
  }
  for (const Strangers& found : differences.strangers) {
    const Json line = {{"not_compared", kNothingInCommon},
                       {"test", found.test},
                       {"base", sides[0].name},
                       {"side", sides[found.side].name}};
    lines += to_text(line) + "\n";
  }
  return lines;
}

}  // namespace litmus
