// Reading Expect lines. Tested by expectation_test.cpp.
#include "report/expectation.h"

#include <algorithm>

#include "harness/error.h"
#include "lang/nearest.h"

namespace litmus {
namespace {

constexpr std::string_view kKey = "Expect";
constexpr std::string_view kWords[] = {"never", "sometimes", "always", "race"};

// Where `item` of the Expect line stands in the test's text.
Place place_of(const Test& test, std::string_view item) {
  Place place{.file = test.file};
  std::string_view text = test.source;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    ++place.line;
    if (line.starts_with(kKey)) {
      place.source = line;
      place.column = static_cast<int>(std::min(line.find(item), line.size())) + 1;
      return place;
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return Place{.file = test.file};
}

Expectation expectation(const Test& test, std::string_view item) {
  const std::size_t colon = item.rfind(':');
  if (colon == std::string_view::npos || colon == 0) {
    throw Error(place_of(test, item), "expected MODEL:ANSWER, not '" + std::string(item) + "'",
                "for example Expect=sc:never tso:sometimes");
  }
  const std::string_view word = item.substr(colon + 1);
  const std::optional<Answer> answer = answer_from(word);
  if (!answer) {
    throw Error(place_of(test, item), "no answer is called '" + std::string(word) + "'",
                did_you_mean(word, kWords, "answers are never, sometimes, always and race"));
  }
  return {std::string(item.substr(0, colon)), *answer};
}

}  // namespace

std::string_view to_string(Answer answer) { return kWords[static_cast<std::size_t>(answer)]; }

std::optional<Answer> answer_from(std::string_view word) {
  for (std::size_t i = 0; i < std::size(kWords); ++i) {
    if (kWords[i] == word) return static_cast<Answer>(i);
  }
  return std::nullopt;
}

std::optional<Answer> answer(const Judgement& judgement) {
  if (!judgement.races.empty()) return Answer::Race;
  if (!judgement.decided()) return std::nullopt;
  switch (judgement.holds) {
    case Frequency::Never:
      return Answer::Never;
    case Frequency::Sometimes:
      return Answer::Sometimes;
    case Frequency::Always:
      return Answer::Always;
  }
  CHECK(false);
}

std::vector<Expectation> expectations(const Test& test) {
  std::vector<Expectation> all;
  std::string_view line = metadata(test, kKey);
  while (true) {
    const std::size_t begin = line.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos) return all;
    const std::size_t end = std::min(line.find_first_of(" \t\r", begin), line.size());
    Expectation next = expectation(test, line.substr(begin, end - begin));
    if (expected(all, next.model)) {
      throw Error(place_of(test, line.substr(begin, end - begin)),
                  "two answers for the model '" + next.model + "'");
    }
    all.push_back(std::move(next));
    line.remove_prefix(end);
  }
}

void check_names(const std::vector<Expectation>& expectations, const Test& test,
                 const std::vector<std::string_view>& models, std::string_view hint) {
  for (const Expectation& one : expectations) {
    if (std::find(models.begin(), models.end(), one.model) != models.end()) continue;
    throw Error(place_of(test, one.model + ':'), "no model is called '" + one.model + "'",
                did_you_mean(one.model, models, hint));
  }
}

std::optional<Answer> expected(const std::vector<Expectation>& expectations,
                               std::string_view model) {
  for (const Expectation& expectation : expectations) {
    if (expectation.model == model) return expectation.answer;
  }
  return std::nullopt;
}

}  // namespace litmus
