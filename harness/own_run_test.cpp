// The sample program as a person starts it: what it prints, and how it ends.
#include "harness/own_run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/child.h"
#include "harness/error.h"
#include "harness/launch.h"

namespace litmus {
namespace {

using ::testing::Contains;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

struct Said {
  std::string text;
  std::string end;
};

Said said(const std::vector<std::string>& words) {
  Child child(LITMUS_SAMPLE_PROGRAM, words);
  child.send("");
  Said all;
  while (child.receive(all.text, 60)) {
  }
  all.end = ending(child.wait(5));
  return all;
}

TEST(OwnRun, ATestOfItsOwn) {
  const Said all = said({"turns", "--time", "0.1", "--seed", "5"});
  EXPECT_EQ(all.end, "");
  EXPECT_THAT(all.text, StartsWith("turns: ok: updates are whole\n  a  b"));
  EXPECT_THAT(all.text, HasSubstr("allowed  a first"));
  EXPECT_THAT(all.text, HasSubstr("seed 5"));
}

TEST(OwnRun, AFindingEndsWithOne) {
  const Said all = said({"mistaken", "--instances", "1000"});
  EXPECT_EQ(all.end, "exit code 1");
  EXPECT_THAT(all.text, HasSubstr("nobody expected this"));
  EXPECT_THAT(all.text, HasSubstr("\n  environment "));
}

TEST(OwnRun, ItsFindingsEnvironmentCanBeGivenBack) {
  const std::string environment = "split=0/1 block=8 layout=dense";
  const Said all = said({"mistaken", "--time", "0.05", "--environment", environment, "--json"});
  EXPECT_THAT(all.text, StartsWith(R"({"test":"mistaken","engine":"batch",)"));
  EXPECT_THAT(all.text, HasSubstr(R"("verdict":"finding")"));
}

TEST(OwnRun, ACrashIsAResult) {
  const Said all = said({"crash", "turns", "--time", "0.05"});
  EXPECT_EQ(all.end, "exit code 1");
  EXPECT_THAT(all.text, HasSubstr("crash: crash\n"));
  EXPECT_THAT(all.text, HasSubstr("turns: ok"));
}

TEST(OwnRun, WordsThatMeanNothingAreRefused) {
  EXPECT_EQ(said({"nonesuch"}).end, "exit code 2");
  EXPECT_EQ(said({"--time"}).end, "exit code 2");
  EXPECT_EQ(said({"--time", "soon"}).end, "exit code 2");
  EXPECT_EQ(said({"--seed", "-1"}).end, "exit code 2");
  EXPECT_THAT(said({"--help"}).text, HasSubstr("--environment"));
}

TEST(OwnRun, SaysWhatItHas) {
  const std::vector<Description> all = ask_what_it_has(LITMUS_SAMPLE_PROGRAM, {"--describe"});
  EXPECT_THAT(all, Contains(Field(&Description::claim, "updates are whole")));
  EXPECT_THAT(all, Contains(Field(&Description::name, "IRIW")));
  EXPECT_THROW(ask_what_it_has("/bin/echo", {"hello"}), Error);
  EXPECT_THROW(ask_what_it_has("/bin/false", {}), Error);
  EXPECT_THAT(ask_what_it_has("/bin/true", {}), IsEmpty());
}

}  // namespace
}  // namespace litmus
