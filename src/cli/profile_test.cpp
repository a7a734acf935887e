// What a machine has shown is remembered, read back, and suggested to the same test and to its
// relatives; a file that is none is refused with its place.
#include "cli/profile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "cli/profile_file.h"
#include "harness/error.h"

namespace litmus {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

litmus::Test test_called(const std::string& name, std::size_t threads) {
  litmus::Test test;
  test.name = name;
  test.hash = "0123";
  test.threads.resize(threads);
  return test;
}

Environment environment(const std::string& text) { return parse_environment(text); }

// A run of the test in these environments, with so many sightings of row {0, 0} in a second each.
RunResult run_of(const litmus::Test& test, const std::vector<std::string>& environments,
                 const std::vector<std::uint64_t>& counts) {
  RunResult result{.test = test, .record = {}, .judged = {}, .code = {}, .controls = {}};
  for (std::size_t i = 0; i < environments.size(); ++i) {
    result.record.plan.environments.push_back(environment(environments[i]));
    InEnvironment place{.seconds = 1};
    if (counts[i] > 0) place.tally.add({0, 0}, counts[i]);
    place.tally.add({1, 1}, 5);
    result.record.environments.push_back(place);
  }
  return result;
}

const std::vector<Outcome> kWanted = {{0, 0}};

Plan suggested(const Profile& profile, const litmus::Test& test, const std::string& split) {
  Plan plan;
  plan.hints = {{.split = environment("split=" + split).split, .shows = {0}}};
  profile.suggest(plan, test);
  return plan;
}

TEST(Profile, RemembersTheBestEnvironmentOfATest) {
  Profile profile;
  const litmus::Test sb = test_called("SB", 2);
  profile.learn(
      run_of(sb, {"split=0/1 block=4", "split=0/1 block=16", "split=0/1 block=64"}, {10, 500, 0}),
      kWanted);
  EXPECT_EQ(suggested(profile, sb, "0/1").environments,
            std::vector<Environment>({environment("split=0/1 block=16")}));
  litmus::Test another = test_called("SB", 3);
  another.hash = "4567";
  EXPECT_THAT(suggested(profile, another, "0/1").environments, IsEmpty());
}

TEST(Profile, SuggestsItToRelatives) {
  Profile profile;
  profile.learn(run_of(test_called("Z6.4", 3), {"split=0,1/2! block=8 pressure=4"}, {7}), kWanted);
  EXPECT_EQ(suggested(profile, test_called("Z6.0", 3), "2,0/1!").environments,
            std::vector<Environment>({environment("split=2,0/1! block=8 pressure=4")}));
}

TEST(Profile, NothingIsLearnedWhereNothingWasSeen) {
  Profile profile;
  profile.learn(run_of(test_called("SB", 2), {"split=0/1"}, {0}), kWanted);
  EXPECT_EQ(profile.text(), Profile().text());
  EXPECT_THAT(suggested(profile, test_called("SB", 2), "0/1").environments, IsEmpty());
}

TEST(Profile, PrintsAndReadsBack) {
  Profile profile;
  for (int n = 0; n < 20; ++n) {
    const std::string block = std::to_string(1 << n % 10);
    profile.learn(run_of(test_called("T" + std::to_string(n), 2 + static_cast<std::size_t>(n) % 2),
                         {"placement=smt split=0/1 block=" + block}, {1}),
                  kWanted);
  }
  Profile again;
  again.read(profile.text(), "p");
  EXPECT_EQ(again.text(), profile.text());
  EXPECT_LT(profile.text().size(), 20u * 400) << "classes keep a few settings each";
}

std::string refusal(const std::string& text) {
  Profile profile;
  try {
    profile.read(text, "p");
    return "none";
  } catch (const Error& error) {
    EXPECT_EQ(profile.text(), Profile().text()) << "nothing of it is kept";
    return error.what();
  }
}

TEST(Profile, RefusesWhatIsNone) {
  EXPECT_THAT(refusal("hello\n"), HasSubstr("p:1:1: this is no profile of litmus"));
  EXPECT_THAT(refusal("litmus profile 1\nsalad SB\n"), HasSubstr("p:2:1"));
  EXPECT_THAT(refusal("litmus profile 1\ntest SB 0 block=3\n"), HasSubstr("p:2:1"));
  EXPECT_THAT(refusal("litmus profile 1\nclass 2/2 many block=4\n"), HasSubstr("number of wins"));
  EXPECT_EQ(refusal("litmus profile 1\nclass 2/2 3 block=4\n"), "none");
}

TEST(Profile, ItsFileMayBeMissingBrokenOrOutOfReach) {
  char folder[] = "/tmp/litmus-profile-test-XXXXXX";
  ASSERT_NE(mkdtemp(folder), nullptr);
  const std::string path = std::string(folder) + "/a/profile";
  EXPECT_EQ(load_profile(path).text(), Profile().text());
  Profile profile;
  profile.learn(run_of(test_called("SB", 2), {"split=0/1"}, {9}), kWanted);
  EXPECT_TRUE(save_profile(profile, path));
  EXPECT_EQ(load_profile(path).text(), profile.text());
  std::ofstream(path) << std::string(100, '\0');
  EXPECT_EQ(load_profile(path).text(), Profile().text());
  EXPECT_FALSE(save_profile(profile, path + "/below/a/file"));
  EXPECT_FALSE(save_profile(profile, ""));
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace litmus
