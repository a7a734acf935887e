// Tested by run_command_test.cpp.
#include "cli/run_judges.h"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>

#include "cli/aim.h"
#include "cli/models.h"
#include "cli/variants.h"
#include "harness/error.h"
#include "harness/figures.h"

namespace litmus {
namespace {

using Clock = std::chrono::steady_clock;

using Seconds = std::chrono::duration<double>;

// A run waits for its judges, but not for ever.
constexpr double kPatience = 10;

Clock::time_point after(double seconds) {
  return Clock::now() + std::chrono::duration_cast<Clock::duration>(Seconds(seconds));
}

std::function<bool()> at(Clock::time_point deadline, const std::atomic<bool>& stop) {
  return
      [&stop, deadline] { return stop.load(std::memory_order_relaxed) || Clock::now() > deadline; };
}

}  // namespace

RunJudges::RunJudges() {
  for (CatModel& model : load_models("")) {
    if (model.name == "sc") sequential_ = checkers_.size();
    if (model.name == "c++20") language_ = checkers_.size();
    if (model.name == host_model()) hardware_ = checkers_.size();
    checkers_.emplace_back(std::move(model));
  }
  CHECK(checkers_[sequential_].model().name == "sc");
  CHECK(checkers_[language_].model().name == "c++20");
  CHECK(checkers_[hardware_].model().name == host_model());
}

Judges RunJudges::judge(const Test& test, const std::atomic<bool>& stop, double seconds,
                        int unroll) const {
  const double patience = std::min(seconds, kPatience);
  const Clock::time_point deadline = after(patience);
  Judges judges{.judgements = {}, .language = language_, .hardware = hardware_};
  for (const Checker& checker : checkers_) {
    // One that takes all of the time leaves the next ones a little.
    const Clock::time_point end = std::max(deadline, after(patience / 10));
    judges.judgements.push_back(checker.judge(test, {.unroll = unroll, .expired = at(end, stop)}));
    judges.judgements.back().model = checker.model().name;
  }
  return judges;
}

void RunJudges::aim(Plan& plan, const Test& test, const Judges& judges, std::size_t cpus) const {
  // Less than what it saves.
  const auto deadline = after(0.3);
  const auto expired = [deadline] { return Clock::now() > deadline; };
  const Judge hardware = [&](const Test& played) {
    return checkers_[hardware_].judge(played, {.expired = expired});
  };
  litmus::aim(plan, test,
              wanted_outcomes(judges.judgements[hardware_], judges.judgements[sequential_]),
              hardware, cpus);
}

std::vector<Mutant> RunJudges::mutants_of(const Test& test, const std::atomic<bool>& stop,
                                          double seconds) const {
  const double patience = std::min(seconds, kPatience);
  const JudgeOptions options{.expired = at(after(patience), stop)};
  return mutants(test, [&](const Test& asked) {
    Judgement judgement = judge_variant(checkers_[hardware_], asked, options);
    if (judgement.cut_short) {
      throw Error(fmt::format("{}: judging its mutants takes more than {}: none is played",
                              test.name, duration(patience)));
    }
    return judgement;
  });
}

std::vector<std::string> RunJudges::names() const {
  std::vector<std::string> names;
  for (const Checker& checker : checkers_) names.push_back(checker.model().name);
  return names;
}

bool all_decided(const Judges& judges) {
  return std::ranges::all_of(judges.judgements, &Judgement::decided);
}

std::string cut_short_note(const Test& test, const Judges& judges) {
  std::string models;
  for (const Judgement& judgement : judges.judgements) {
    if (!judgement.decided()) models += (models.empty() ? "" : ", ") + judgement.model;
  }
  if (models.empty()) return "";
  return fmt::format(
      "judging {} under {} took too long: what was not found is left open "
      "(litmus check --time may give it longer)",
      test.name, models);
}

}  // namespace litmus
