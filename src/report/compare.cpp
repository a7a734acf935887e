// Tested by compare_test.cpp.
#include "report/compare.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <tuple>

#include "harness/figures.h"

namespace litmus {
namespace {

constexpr double kExpectedCount = 10;  // for new and lost, where there are no blocks

constexpr std::array<std::string_view, 5> kNames = {"forbidden", "verdict", "new", "lost", "rate"};

std::string rate_text(const AnswerToTest& answer, const NamedRow& row) {
  const auto at = answer.outcomes.find(row);
  const std::uint64_t count = at == answer.outcomes.end() ? 0 : at->second.count;
  if (answer.every) return count > 0 ? "allowed" : "not allowed";
  if (count == 0)
    return fmt::format("never in {}", short_count(static_cast<double>(answer.instances)));
  return fmt::format("{} ({})", share(count, answer.instances),
                     short_count(static_cast<double>(count)));
}

std::vector<Pair> pairs(const AnswerToTest& a, const AnswerToTest& b, const NamedRow& row) {
  std::vector<Pair> all;
  for (const auto& environment : a.blocks) {
    if (b.blocks.count(environment.first) > 0)
      all.push_back({a.counts(environment.first, row), b.counts(environment.first, row)});
  }
  return all;
}

// Two samples, and nothing in them to be set side by side. Two logs have no environments to share,
// and what a model allows is compared with whatever was run.
bool share_no_environment(const AnswerToTest& a, const AnswerToTest& b) {
  if (a.every || b.every || (a.blocks.empty() && b.blocks.empty())) return false;
  return std::none_of(a.blocks.begin(), a.blocks.end(), [&](const auto& environment) {
    return b.blocks.count(environment.first) > 0;
  });
}

// `b` saw it and `a` did not. Should `a` have?
bool should_have_seen(const AnswerToTest& a, const AnswerToTest& b, const NamedRow& row) {
  if (!a.blocks.empty() || !b.blocks.empty()) return is_new(pairs(a, b, row));
  if (b.instances == 0) return false;
  return static_cast<double>(b.outcomes.at(row).count) / static_cast<double>(b.instances) *
             static_cast<double>(a.instances) >=
         kExpectedCount;
}

bool is_wrong(const AnswerToTest& answer, const NamedRow& row) {
  const auto at = answer.outcomes.find(row);
  return at != answer.outcomes.end() && at->second.count > 0 &&
         (at->second.verdict == "finding" || at->second.verdict == "compiler");
}

// The answers of the first side and another one to one test.
class Compared {
 public:
  Compared(const std::string& test, std::size_t side, const AnswerToTest& a, const AnswerToTest& b)
      : test_(test), side_(side), a_(a), b_(b) {}

  std::vector<Difference> run() {
    std::set<NamedRow> rows;
    for (const auto& outcome : a_.outcomes) rows.insert(outcome.first);
    for (const auto& outcome : b_.outcomes) rows.insert(outcome.first);
    for (const NamedRow& row : rows) compare(row);
    // A forbidden outcome says why the verdict is another.
    const bool told = !found_.empty() && found_.front().change == Change::Forbidden;
    if (!told && !a_.verdict.empty() && !b_.verdict.empty() && a_.verdict != b_.verdict)
      found_.push_back({Change::Verdict,
                        test_,
                        {},
                        side_,
                        a_.verdict,
                        b_.verdict,
                        worse(a_.verdict, b_.verdict) == b_.verdict ? 1.0 : 0.0});
    return std::move(found_);
  }

 private:
  void compare(const NamedRow& row) {
    const bool a = a_.saw(row), b = b_.saw(row);
    if (a && b) return compare_rates(row);
    if (a == b) return;
    if (b && (is_wrong(b_, row) || (a_.every && !b_.every))) return note(Change::Forbidden, row, 0);
    if (a && b_.every && !a_.every) return note(Change::Forbidden, row, 0);
    // What a model allows and a machine did not show is neither new nor lost.
    if (a_.every != b_.every) return;
    const bool models = a_.every && b_.every;
    const AnswerToTest& seer = b ? b_ : a_;
    if (models || should_have_seen(b ? a_ : b_, seer, row))
      note(b ? Change::New : Change::Lost, row, static_cast<double>(seer.outcomes.at(row).count));
  }

  // A search plays an environment for some milliseconds and not again: its rates are a moment's.
  void compare_rates(const NamedRow& row) {
    if (a_.searched || b_.searched) return;
    const double change = rate_change(pairs(a_, b_, row));
    if (change != 1) note(Change::Rate, row, std::abs(std::log(change)));
  }

  void note(Change change, const NamedRow& row, double weight) {
    Difference difference{change, test_, row, side_, rate_text(a_, row), rate_text(b_, row),
                          weight};
    const bool first = change == Change::Forbidden;
    found_.insert(first ? found_.begin() : found_.end(), std::move(difference));
  }

  const std::string& test_;
  std::size_t side_;
  const AnswerToTest& a_;
  const AnswerToTest& b_;
  std::vector<Difference> found_;
};

}  // namespace

std::string_view to_string(Change change) { return kNames.at(static_cast<std::size_t>(change)); }

std::optional<Change> change_from(std::string_view word) {
  const auto at = std::find(kNames.begin(), kNames.end(), word);
  if (at == kNames.end()) return std::nullopt;
  return static_cast<Change>(at - kNames.begin());
}

Differences differences(const std::vector<Side>& sides) {
  Differences result;
  result.only_first.resize(sides.size());
  result.only_there.resize(sides.size());
  for (std::size_t i = 1; i < sides.size(); ++i) {
    for (const auto& [test, answer] : sides[0].tests) {
      const auto other = sides[i].tests.find(test);
      if (other == sides[i].tests.end()) {
        ++result.only_first[i];
      } else if (are_two_tests(answer.hash, other->second.hash)) {
        result.apart.push_back(test);
      } else {
        ++result.compared;
        if (share_no_environment(answer, other->second)) result.strangers.push_back({test, i});
        for (Difference& found : Compared(test, i, answer, other->second).run())
          result.all.push_back(std::move(found));
      }
    }
    for (const auto& test : sides[i].tests)
      result.only_there[i] += sides[0].tests.count(test.first) == 0 ? 1u : 0u;
  }
  std::stable_sort(result.all.begin(), result.all.end(), [](const auto& a, const auto& b) {
    return std::tuple(a.change, -a.weight) < std::tuple(b.change, -b.weight);
  });
  return result;
}

}  // namespace litmus
