// Tested by run_command_test.cpp.
#include "cli/run_judges.h"

#include <chrono>

#include "cli/models.h"
#include "harness/error.h"

namespace litmus {
namespace {

// A run waits for its judges; what takes longer is left unjudged, and said so.
constexpr auto kPatience = std::chrono::seconds(10);

}  // namespace

RunJudges::RunJudges() {
  for (CatModel& model : load_models("")) {
    if (model.name == "c++20") language_ = checkers_.size();
    if (model.name == host_model()) hardware_ = checkers_.size();
    checkers_.emplace_back(std::move(model));
  }
  CHECK(checkers_[language_].model().name == "c++20");
  CHECK(checkers_[hardware_].model().name == host_model());
}

Judges RunJudges::judge(const Test& test, const std::atomic<bool>& stop, int unroll) const {
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  const JudgeOptions options{.unroll = unroll, .expired = [deadline, &stop] {
                               return stop.load(std::memory_order_relaxed) ||
                                      std::chrono::steady_clock::now() > deadline;
                             }};
  Judges judges{.judgements = {}, .language = language_, .hardware = hardware_};
  for (const Checker& checker : checkers_) {
    judges.judgements.push_back(checker.judge(test, options));
    if (judges.judgements.back().cut_short)
      throw Error("the search takes too long", "try a smaller --unroll, or give it more time");
    judges.judgements.back().model = checker.model().name;
  }
  return judges;
}

std::vector<std::string> RunJudges::names() const {
  std::vector<std::string> names;
  for (const Checker& checker : checkers_) names.push_back(checker.model().name);
  return names;
}

}  // namespace litmus
