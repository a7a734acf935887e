// `litmus run` as a user meets it: the program itself, on the CPUs at hand.
//
// What is rare is waited for, never expected in a fixed time.
#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "cli/litmus_program.h"

namespace litmus {
namespace {

namespace fs = std::filesystem;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
using RunCommand = LitmusProgram;

// Store buffering's relaxed outcome shows up, sooner or later, where there are two CPUs.
TEST_F(RunCommand, SeesStoreBuffering) {
  bool seen = false;
  for (int seconds = 1; !seen && seconds <= 16; seconds *= 2) {
    const Record record = answer({"run", "SB", "--time", std::to_string(seconds)});
    EXPECT_EQ(record.verdict, "ok");
    EXPECT_THAT(to_text(*record.line), HasSubstr(R"("gave_up":0,)")) << "there are no loops";
    std::uint64_t total = 0;
    for (const RecordedOutcome& outcome : record.outcomes) {
      total += outcome.count;
      seen |= to_string(outcome.values) == "0:r0=0; 1:r0=0";
    }
    EXPECT_EQ(record.instances, total) << "no instance is lost";
    if (!two_cpus()) break;
  }
  EXPECT_EQ(seen, two_cpus());
}

TEST_F(RunCommand, ATestOfTheUsersIsCompiled) {
  const std::string path = file("mine.litmus", R"(C mine
{ int x = 3; }
P0 (int* x) { int r0 = *x + 4; }
exists (0:r0=7))");
  const Record record = answer({"run", path, "--time", "0.05"});
  EXPECT_EQ(record.test, "mine");
  EXPECT_EQ(record.verdict, "ok");
  ASSERT_EQ(record.outcomes.size(), 1u);
  EXPECT_EQ(to_string(record.outcomes[0].values), "0:r0=7");
}

// Two tests of one name, and a name like one of the catalogue's: each is played by its own kernel.
TEST_F(RunCommand, NamesDoNotDecideWhichKernelPlays) {
  const std::string text = "{ }\nP0 (int* x) { *x = 1; }\nexists (x=1)";
  const std::string one = file("1.litmus", "C SB\n" + text);
  const std::string two = file("2.litmus", "C SB\n{ }\nP0 (int* x) { *x = 2; }\nexists (x=2)");
  const Finished finished = litmus({"run", one, two, "--time", "0.05"});
  EXPECT_EQ(finished.status, 0) << finished.output;
  EXPECT_THAT(finished.output, ContainsRegex("exists \\(\\[x\\]=1\\)  ok\nx .*\n1 .* 100 %"));
  EXPECT_THAT(finished.output, ContainsRegex("exists \\(\\[x\\]=2\\)  ok\nx .*\n2 .* 100 %"));
  EXPECT_THAT(finished.output, HasSubstr("note: two tests are called SB: " + one + " and " + two));
}

// No reader of results takes two tests of one name: it is said before they are played. One test
// given twice is one test.
TEST_F(RunCommand, ResultsAreOfOneTestOfAName) {
  const std::string one = file("1.litmus", "C T\n{ }\nP0 (int* x) { *x = 1; }\nexists (x=1)");
  const std::string two = file("2.litmus", "C T\n{ }\nP0 (int* x) { *x = 2; }\nexists (x=2)");
  const std::string log = path("log.jsonl");
  for (const char* how : {"--json", "--format=junit", "--format=litmus7"}) {
    const Finished finished = litmus({"run", one, two, how});
    EXPECT_EQ(finished.status, 2) << finished.output;
    EXPECT_THAT(finished.output,
                HasSubstr("two tests are called T: " + one + " and " + two + "\n"));
  }
  EXPECT_EQ(litmus({"run", one, two, "--out", log}).status, 2);
  EXPECT_FALSE(fs::exists(log));
  EXPECT_EQ(litmus({"run", one, one, "--time", "0.05", "--out", log}).status, 0);
  const std::string before = text_of(log);
  const Finished resumed = litmus({"run", two, "--out", log, "--resume"});
  EXPECT_EQ(resumed.status, 2);
  EXPECT_THAT(resumed.output, HasSubstr("two tests are called T: " + log + ":2 and " + two + "\n"));
  EXPECT_EQ(text_of(log), before);
}

TEST_F(RunCommand, ABrokenClaimEndsWithOne) {
  const std::string path = file("claim.litmus", R"(C claim
{ }
P0 (atomic_int* x) { atomic_store_explicit(x, 1, memory_order_relaxed); }
~exists (x=1))");
  const Finished finished = litmus({"run", path, "--time", "0.05"});
  EXPECT_EQ(finished.status, 1);
  EXPECT_THAT(finished.output, HasSubstr("the test's own condition is broken"));
}

// A compiler that lets the two stores of message passing change places makes a kernel that shows
// what the language forbids.
TEST_F(RunCommand, AKernelCompiledWrongIsAFinding) {
  const std::string path = file("mp.litmus", R"(C++ mp
{ }
P0 (std::atomic<int>& x, std::atomic<int>& y) {
  x.store(1, std::memory_order_relaxed);
  y.store(1, std::memory_order_release);
}
P1 (std::atomic<int>& x, std::atomic<int>& y) {
  int r0 = y.load(std::memory_order_acquire);
  int r1 = x.load(std::memory_order_relaxed);
}
exists (1:r0=1 /\ 1:r1=0))");
  const std::string compiler = wrong_compiler(
      "s/at_x->store(1, std::memory_order_relaxed)/FIRST/;"
      "s/at_y->store(1, std::memory_order_release)/at_x->store(1, std::memory_order_relaxed)/;"
      "s/FIRST/at_y->store(1, std::memory_order_release)/");
  Finished finished;
  for (int seconds = 1; seconds <= 16; seconds *= 2) {
    finished = litmus({"run", path, "--time", std::to_string(seconds), "--compiler", compiler});
    if (finished.status == 1 || !two_cpus()) break;
  }
  EXPECT_EQ(finished.status, two_cpus() ? 1 : 0) << finished.output;
  if (two_cpus()) {
    EXPECT_THAT(finished.output, HasSubstr("<- finding, the condition"));
    EXPECT_THAT(finished.output,
                HasSubstr("again: litmus run " + path + " --compiler " + compiler + " --seed "));
    EXPECT_THAT(finished.output, HasSubstr("environment "));
  }
}

// The language allows it, x86 does not: then it is asked whose code ran.
TEST_F(RunCommand, CodeThatIsNotTheTestsIsTheCompilers) {
  const std::string path = file("mp.litmus", R"(C++ mp
{ }
P0 (std::atomic<int>& x, std::atomic<int>& y) {
  x.store(1, std::memory_order_relaxed);
  y.store(1, std::memory_order_relaxed);
}
P1 (std::atomic<int>& x, std::atomic<int>& y) {
  int r0 = y.load(std::memory_order_relaxed);
  int r1 = x.load(std::memory_order_relaxed);
}
exists (1:r0=1 /\ 1:r1=0))");
  const std::string compiler =
      wrong_compiler("s/at_x->store/FIRST/;s/at_y->store/at_x->store/;s/FIRST/at_y->store/");
  const Record record = until_found({"run", path, "--compiler", compiler});
  if (!two_cpus()) return;
  EXPECT_EQ(record.verdict, "compiler");
  EXPECT_THAT(to_text(*record.line), HasSubstr(R"("code":"different","code_why":")"));
  EXPECT_THAT(to_text(*record.line), HasSubstr(" writes y; the standard code writes x here"));
}

// The language forbids it as well, so it is a finding; and the fence is missing.
TEST_F(RunCommand, AFindingSaysWhatItsCodeLacks) {
  const std::string compiler = wrong_compiler("s/std::atomic_thread_fence(.*);//");
  const Record record = until_found({"run", "SB+f.sc+f.sc", "--compiler", compiler});
  if (!two_cpus()) return;
  EXPECT_EQ(record.verdict, "finding");
  EXPECT_THAT(to_text(*record.line), HasSubstr("; the standard code is a full fence here"));
}

TEST_F(RunCommand, WhatDoesNotCompileIsShown) {
  const std::string path = file("x.litmus", "C x\n{ }\nP0 (int* x) { *x = 1; }\nexists (x=1)");
  const Finished finished = litmus({"run", path, "--flags", "-include no-such-file"});
  EXPECT_EQ(finished.status, 3);
  EXPECT_THAT(finished.output, HasSubstr("could not compile the kernels in "));
}

// The first test's kernel crashes or hangs, the second's is well.
TEST_F(RunCommand, AccidentsAreRowsAndTheRunGoesOn) {
  const std::string bad = file("bad.litmus", "C bad\n{ }\nP0 (int* x) { *x = 66; }\nexists (x=1)");
  const std::string good =
      file("good.litmus", "C good\n{ }\nP0 (int* x) { *x = 1; }\nexists (x=1)");
  const std::pair<const char*, const char*> accidents[] = {
      {"s/= 66;/= 66; __builtin_trap();/", "crash"},
      {"s/= 66;/= 66; for (;;) instance_boundary();/", "hang"}};
  for (const auto& [change, verdict] : accidents) {
    const Finished finished = litmus(
        {"run", bad, good, "--json", "--time", "0.05", "--compiler", wrong_compiler(change)});
    EXPECT_EQ(finished.status, 1) << "an accident of a user's test";
    EXPECT_THAT(finished.output, HasSubstr("\"verdict\":\"" + std::string(verdict) + '"'));
    EXPECT_THAT(finished.output, HasSubstr(R"({"test":"good",)"));
    EXPECT_THAT(finished.output, HasSubstr(R"("verdict":"ok")"));
  }
}

TEST_F(RunCommand, SpeaksOtherFormats) {
  const std::vector<std::string> run = {"run", "SB", "--time", "0.05", "--format"};
  const auto as = [&](const std::string& format) {
    std::vector<std::string> words = run;
    words.push_back(format);
    return litmus(words).output;
  };
  EXPECT_THAT(as("litmus7"), HasSubstr("Test SB Allowed\nHistogram ("));
  EXPECT_THAT(as("herd"), HasSubstr("Test SB Allowed\nStates "));
  EXPECT_THAT(as("junit"), HasSubstr("<testcase classname=\"litmus\" name=\"SB\""));
  EXPECT_THAT(as("markdown"), HasSubstr("| SB | exists"));
  EXPECT_THAT(as("json"), HasSubstr("{\"test\":\"SB\""));
}

std::vector<std::string> tests_in(const std::string& log) {
  std::vector<std::string> tests;
  for (const Record& record : records_of(text_of(log))) tests.push_back(record.test);
  return tests;
}

TEST_F(RunCommand, WritesAndResumes) {
  const std::string log = path("log.jsonl");
  EXPECT_EQ(litmus({"run", "SB", "--time", "0.05", "--out", log}).status, 0);
  EXPECT_THAT(text_of(log), StartsWith("{\"litmus\":"));
  EXPECT_EQ(tests_in(log), std::vector<std::string>({"SB"}));
  std::ofstream(log, std::ios::app)
      << R"({"test":"MP","has)";  // an accident in the middle of a line
  const Finished resumed = litmus({"run", "SB", "MP", "--time", "0.05", "--out", log, "--resume"});
  EXPECT_EQ(resumed.status, 0) << resumed.output;
  EXPECT_EQ(tests_in(log), std::vector<std::string>({"SB", "MP"}));
  const Finished nothing = litmus({"run", "SB", "MP", "--out", log, "--resume"});
  EXPECT_EQ(nothing.status, 4);
  EXPECT_THAT(nothing.output, HasSubstr("has a line for every test"));
}

// Whoever goes on with a run asks what the whole of it came to.
TEST_F(RunCommand, AResumedRunKnowsWhatFailedBefore) {
  const std::string claim =
      file("claim.litmus", "C claim\n{ }\nP0 (atomic_int* x) { *x = 1; }\n~exists (x=1)\n");
  const std::string log = path("log.jsonl");
  const Finished first = litmus({"run", claim, "--time", "0.05", "--out", log});
  EXPECT_EQ(first.status, 1) << first.output;
  const Finished resumed = litmus({"run", claim, "SB", "--time", "0.05", "--out", log, "--resume"});
  EXPECT_EQ(resumed.status, 1) << resumed.output;
  EXPECT_THAT(resumed.output, HasSubstr("1 test in " + log + " failed before"));
  EXPECT_EQ(litmus({"run", claim, "SB", "--out", log, "--resume"}).status, 1);
}

// Who shows the page of a resumed run shows the whole of it.
TEST_F(RunCommand, APageOfAResumedRunHasAllOfIt) {
  const std::string claim =
      file("claim.litmus", "C claim\n{ }\nP0 (atomic_int* x) { *x = 1; }\n~exists (x=1)\n");
  const std::string log = path("log.jsonl");
  EXPECT_EQ(litmus({"run", claim, "--time", "0.05", "--out", log}).status, 1);
  const std::vector<std::string> run = {"run",   claim, "SB",       "--time",  "0.05",
                                        "--out", log,   "--resume", "--format"};
  const auto resumed = [&](const std::string& format) {
    std::vector<std::string> words = run;
    words.push_back(format);
    return litmus(words).output;
  };
  EXPECT_THAT(resumed("litmus7"), Not(HasSubstr("Test claim")));
  const std::string page = litmus({"report", log, "--format", "junit"}).output;
  EXPECT_THAT(page, HasSubstr("tests=\"2\" failures=\"1\""));
  EXPECT_THAT(resumed("junit"), HasSubstr(page));
  EXPECT_THAT(resumed("markdown"), HasSubstr("| claim | \\~exists"));
}

// Killed after it had found something. Its test is run again, and what is written then does not
// take the place of what was found.
TEST_F(RunCommand, AFindingOfAKilledRunStays) {
  const std::string test = file("t.litmus", "C T\n{ }\nP0 (int* x) { *x = 1; }\nexists (x=1)");
  const std::string log = path("log.jsonl");
  EXPECT_EQ(litmus({"run", test, "--time", "0.05", "--out", log}).status, 0);
  std::string text = text_of(log);
  const std::string ok = R"("verdict":"ok")";
  text.replace(text.rfind(ok), ok.size(), R"("verdict":"finding","partial":true)");
  file("log.jsonl", text);
  for (const char* what : {"it is run again", "all is done"}) {
    const Finished resumed = litmus({"run", test, "--time", "0.05", "--out", log, "--resume"});
    EXPECT_EQ(resumed.status, 1) << what;
    EXPECT_THAT(resumed.output, HasSubstr("1 test in " + log + " failed before"));
    const Finished junit = litmus({"report", log, "--format", "junit"});
    EXPECT_THAT(junit.output, HasSubstr("tests=\"2\" failures=\"1\"")) << what;
  }
}

// The second test was skipped, as the first had used up the budget.
TEST_F(RunCommand, ResumingPlaysWhatWasSkipped) {
  const std::string log = path("log.jsonl");
  litmus({"run", "SB", "MP", "--time", "0.3", "--budget", "0.3", "--out", log});
  EXPECT_THAT(text_of(log), HasSubstr("the budget is used up"));
  const Finished resumed =
      litmus({"run", "SB", "MP", "--time", "0.05", "--out", log, "--resume", "--format", "junit"});
  EXPECT_EQ(resumed.status, 0) << resumed.output;
  EXPECT_THAT(resumed.output, HasSubstr(R"(tests="2")"));
  EXPECT_THAT(resumed.output, Not(HasSubstr("<skipped")));
  EXPECT_EQ(litmus({"run", "SB", "MP", "--out", log, "--resume"}).status, 4);
}

TEST_F(RunCommand, ResumesWhatItWroteOnly) {
  for (const char* text : {"nonsense\n", "[]\n", "{\"test\":7}\n"}) {
    const Finished finished = litmus({"run", "SB", "--out", file("log", text), "--resume"});
    EXPECT_EQ(finished.status, 2) << text;
    EXPECT_THAT(finished.output, HasSubstr("log is no log of litmus run"));
    EXPECT_EQ(text_of(path("log")), text);
  }
}

TEST_F(RunCommand, ResumesNoPipe) {
  ASSERT_EQ(mkfifo(path("pipe").c_str(), 0600), 0);
  const Finished finished = litmus({"run", "SB", "--out", path("pipe"), "--resume"});
  EXPECT_EQ(finished.status, 2);
  EXPECT_THAT(finished.output, HasSubstr("pipe is no regular file"));
  EXPECT_TRUE(fs::is_fifo(path("pipe")));
}

TEST_F(RunCommand, SharesAndBudgets) {
  const Finished first =
      litmus({"run", "SB", "MP", "LB", "--shard", "1/2", "--json", "--budget", "0.2"});
  EXPECT_THAT(first.output, HasSubstr(R"("test":"SB")"));
  EXPECT_THAT(first.output, Not(HasSubstr(R"("test":"MP")")));
  EXPECT_THAT(first.output, HasSubstr(R"("test":"LB")"));
}

// Six threads that exchange two variables: a million outcomes, and no answer in tenths of a second.
std::string wide_test() {
  std::string text = "C wide\n{ }\n";
  for (int thread = 0; thread < 6; ++thread) {
    text += fmt::format("P{} (atomic_int* x, atomic_int* y) {{\n", thread);
    for (const char* variable : {"x", "y"})
      text += fmt::format("  int r_{0} = atomic_exchange({0}, {1});\n", variable, thread + 1);
    text += "}\n";
  }
  return text + "locations [1:r_x; 2:r_x; 3:r_x; 4:r_x; 2:r_y; 3:r_y; 4:r_y; 5:r_y;]\n" +
         "exists (0:r_x=1)\n";
}

TEST_F(RunCommand, WhatTakesLongToJudgeIsPlayedAndLeftOpen) {
  const Finished finished =
      litmus({"run", file("wide.litmus", wide_test()), "--budget", "0.4", "--cpus", "0"});
  EXPECT_EQ(finished.status, 0) << finished.output;
  EXPECT_THAT(finished.output, HasSubstr("judging wide under sc, "));
  EXPECT_THAT(finished.output, HasSubstr("what was not found is left open"));
  EXPECT_THAT(finished.output, HasSubstr(" instances in "));
  EXPECT_THAT(finished.output, Not(HasSubstr("finding")));
}

TEST_F(RunCommand, MutantsThatTakeLongToJudgeAreNotPlayed) {
  const Finished finished = litmus(
      {"run", "--mutants", file("wide.litmus", wide_test()), "--budget", "0.4", "--json"});
  EXPECT_THAT(finished.output, HasSubstr("wide: judging its mutants takes more than"));
  EXPECT_THAT(finished.output, HasSubstr(R"("test":"wide")"));
}

TEST_F(RunCommand, WhatCanNotBeRunHere) {
  EXPECT_EQ(litmus({"run", "SB", "--cpus", "9999"}).status, 2);
  const std::string path = file("x.litmus", "C x\n{ }\nP0 (int* x) { *x = 1; }\nexists (x=1)");
  const Finished finished = litmus({"run", path, "--compiler", "no-such-compiler"});
  EXPECT_EQ(finished.status, 3);
  EXPECT_THAT(finished.output, HasSubstr("there is no compiler 'no-such-compiler'"));
  EXPECT_EQ(litmus({"run"}).status, 2);
}

TEST_F(RunCommand, SelfCheckSaysThatAllIsWell) {
  const Finished finished = litmus({"run", "--self-check"});
  EXPECT_EQ(finished.status, 0) << finished.output;
  EXPECT_THAT(finished.output, HasSubstr("phantom"));
}

TEST_F(RunCommand, Machine) {
  const Finished finished = litmus({"machine"});
  EXPECT_EQ(finished.status, 0);
  EXPECT_THAT(finished.output, HasSubstr("placement"));
  EXPECT_THAT(finished.output, HasSubstr("CPUs"));
}

// SB+f.sc+f.sc asks for what x86 forbids; with either fence weakened it is seen, sooner or later.
TEST_F(RunCommand, MutantsAreControls) {
  Finished finished;
  for (int seconds = 1; seconds <= 16; seconds *= 2) {
    finished = litmus({"run", "--mutants", "SB+f.sc+f.sc", "--time", std::to_string(seconds)});
    EXPECT_EQ(finished.status, 0) << finished.output;
    if (!two_cpus() || finished.output.find(": 2 of 2 mutants") != std::string::npos) break;
  }
  EXPECT_THAT(finished.output, HasSubstr(two_cpus() ? "2 of 2 mutants were shown"
                                                    : "0 of 2 mutants were shown"));
  for (const char* thread : {"P0", "P1"}) {
    const std::string control = fmt::format("with {}: fence 2 acq_rel it was ", thread);
    EXPECT_THAT(finished.output, HasSubstr(control + (two_cpus() ? "seen" : "not seen either")));
  }
  EXPECT_THAT(finished.output, HasSubstr("never: the rate is < "));
}

// No order of CoRR can be weakened.
TEST_F(RunCommand, MutantsAreNotNamedToWhoAskedForThem) {
  const Finished finished = litmus({"run", "--mutants", "CoRR", "--time", "0.1"});
  EXPECT_EQ(finished.status, 0) << finished.output;
  EXPECT_THAT(finished.output, Not(HasSubstr("--mutants tells")));
}

// More threads than CPUs, in schedules that the model names: what was rare is seen in no time.
TEST_F(RunCommand, SeesWhatTwoCpusCanShow) {
  bool seen = false;
  for (int seconds = 1; !seen && seconds <= (two_cpus() ? 16 : 1); seconds *= 2) {
    const Record record =
        answer({"run", "WW+RW+WW+WR+rlx+rlx+f.sc+rlx", "--time", std::to_string(seconds)});
    EXPECT_EQ(record.verdict, "ok");
    for (const RecordedOutcome& outcome : record.outcomes) seen |= outcome.interesting;
  }
  EXPECT_EQ(seen, two_cpus());
}

// What worked is kept, used, and done without where it can not be read.
TEST_F(RunCommand, RemembersWhatWorked) {
  const auto profile = [this] {
    for (const auto& entry : fs::directory_iterator(path("litmus"))) {
      if (entry.path().filename().string().starts_with("profile-")) return entry.path();
    }
    return fs::path();
  };
  EXPECT_EQ(litmus({"run", "SB", "--time", "0.1"}).status, 0);
  ASSERT_NE(profile(), "");
  const Finished table = litmus({"run", "SB", "-v", "--time", "0.1"});
  EXPECT_THAT(table.output, HasSubstr("environment\n"));
  EXPECT_THAT(table.output, HasSubstr("alternation="));
  std::ofstream(profile()) << "nonsense\n";
  const Finished noted = litmus({"run", "SB", "--time", "0.1"});
  EXPECT_EQ(noted.status, 0);
  EXPECT_THAT(noted.output, HasSubstr("what worked before is not known"));
}

}  // namespace
}  // namespace litmus
