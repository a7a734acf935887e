// Schedules before the models: sharing threads out only removes behaviours, and yet two CPUs can
// show nearly all that more could.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "agreement/models.h"
#include "gen/names.h"
#include "gen/schedules.h"

namespace litmus {
namespace {

std::vector<Outcome> allowed(std::string_view model, const litmus::Test& test) {
  return checker(model).judge(test).outcomes;
}

std::vector<Outcome> wanted(const litmus::Test& test) {
  std::vector<Outcome> result;
  std::ranges::set_difference(allowed("tso", test), allowed("sc", test),
                              std::back_inserter(result));
  return result;
}

std::vector<Schedule> schedules_of(const litmus::Test& test, int workers) {
  const Judge tso = [](const litmus::Test& played) { return checker("tso").judge(played); };
  return schedules(test, workers, wanted(test), tso);
}

void expect_no_more(const litmus::Test& test, std::string_view model, int workers) {
  const std::vector<Outcome> all = allowed(model, test);
  for (int extra = 0; extra <= 2; ++extra) {
    int left = 40;
    for_each_split(test, workers, extra, [&](const Split& split) {
      const std::vector<Outcome> fewer = allowed(model, played_by(test, split));
      EXPECT_FALSE(fewer.empty());
      EXPECT_TRUE(std::ranges::includes(all, fewer)) << test.name << " " << model;
      return --left > 0;
    });
  }
}

TEST(Schedules, RemoveBehavioursOnly) {
  for (const char* name : {"SB", "MP+rel+acq", "WRC", "IRIW", "RWC", "2+2W", "Z6.3", "ISA2",
                           "SB+rfi-po+rfi-po", "IRIW+acq+acq"}) {
    const litmus::Test test = test_named(name);
    for (const char* model : {"sc", "tso", "armv8"}) {
      expect_no_more(test, model, 1);
      expect_no_more(test, model, 2);
    }
  }
}

TEST(Schedules, OnOneWorkerNothingIsRelaxed) {
  EXPECT_TRUE(schedules_of(test_named("SB"), 1).empty());
  EXPECT_TRUE(schedules_of(test_named("Z6.4"), 1).empty());
}

// Of the published list, a seventh: each outcome has a schedule on two workers.
TEST(Schedules, OfTwoWorkersShowWhatX86Allows) {
  std::ifstream list(LITMUS_SOURCE_DIR "/src/agreement/x86.cycles");
  int outcomes = 0, number = 0;
  for (std::string line; std::getline(list, line);) {
    if (line.empty() || line[0] == '#' || ++number % 7 != 0) continue;
    const litmus::Test test = test_named(line);
    std::vector<int> shown(wanted(test).size());
    for (const Schedule& schedule : schedules_of(test, 2)) {
      for (std::size_t outcome : schedule.shows) ++shown[outcome];
    }
    for (int schedules : shown) EXPECT_GT(schedules, 0) << line;
    outcomes += static_cast<int>(shown.size());
  }
  EXPECT_GT(outcomes, 30);
}

// Wherever a schedule shows a relaxed outcome, some turn holds a store back.
TEST(Schedules, HoldStores) {
  for (const char* name : {"SB", "SB+rfi-po+rfi-po", "Z6.4", "R", "RWC"}) {
    const std::vector<Schedule> found = schedules_of(test_named(name), 2);
    EXPECT_FALSE(found.empty()) << name;
    for (const Schedule& schedule : found) {
      EXPECT_TRUE(std::ranges::any_of(schedule.split, [](const std::vector<Turn>& turns) {
        return std::ranges::any_of(turns, &Turn::holds);
      })) << name;
    }
  }
}

}  // namespace
}  // namespace litmus
