// litmus merge and litmus compare on files, as a user runs them: what accidents leave behind, what
// can not be written.
#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace litmus {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

std::string header(std::string_view seed) {
  return fmt::format(R"({{"litmus":"0.1.0","schema":1,"architecture":"x86-64","seed":"{}"}})",
                     seed) +
         "\n";
}

std::string record(std::string_view test, std::string_view verdict = "ok") {
  return fmt::format(
             R"({{"test":"{}","hash":"h","instances":9,"outcomes":[{{"values":{{"x":1}},"count":9,)"
             R"("allowed":{{}},"verdict":"{}"}}],"unseen":[],"verdict":"{}"}})",
             test, verdict, verdict) +
         "\n";
}

class ResultsCommands : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(::testing::TempDir()) /
              fmt::format("results-{}-{}", getpid(),
                          ::testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::create_directories(folder_);
  }
  void TearDown() override {
    fs::permissions(folder_, fs::perms::owner_all);
    fs::remove_all(folder_);
  }

  void write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }
  std::string read(const std::string& name) {
    std::ostringstream text;
    text << std::ifstream(folder_ / name, std::ios::binary).rdbuf();
    return text.str();
  }

  // The exit code; what it printed is in the files `out` and err.
  int litmus(const std::string& arguments, const std::string& out = "out") {
    const std::string command = fmt::format("cd '{}' && '{}' {} >{} 2>err </dev/null",
                                            folder_.string(), LITMUS_PROGRAM, arguments, out);
    const int status = std::system(command.c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  fs::path folder_;
};

TEST_F(ResultsCommands, MergesShardsOnce) {
  write("1.jsonl", header("1") + record("SB"));
  write("2.jsonl", header("2") + record("MP"));
  EXPECT_EQ(litmus("merge 1.jsonl 2.jsonl 1.jsonl -o all.jsonl"), 0);
  EXPECT_EQ(read("all.jsonl"), header("1") + record("SB") + header("2") + record("MP"));
  EXPECT_EQ(read("err"), "2 records of 2 runs; 1 repeated\n");
  // Into one of its own inputs, and to standard output.
  EXPECT_EQ(litmus("merge all.jsonl 2.jsonl --out all.jsonl"), 0);
  EXPECT_EQ(litmus("merge all.jsonl"), 0);
  EXPECT_EQ(read("out"), read("all.jsonl"));
}

TEST_F(ResultsCommands, AKilledWriterLosesOnlyItsLastLine) {
  const std::string whole = header("1") + record("SB") + record("MP");
  write("cut.jsonl", whole.substr(0, whole.size() - 20));
  EXPECT_EQ(litmus("merge cut.jsonl"), 0);
  EXPECT_EQ(read("out"), header("1") + record("SB"));
  EXPECT_THAT(read("err"), HasSubstr("cut.jsonl:3:1: the last line is cut short"));
  EXPECT_EQ(litmus("compare cut.jsonl cut.jsonl"), 0);
  EXPECT_EQ(read("out"), "1 test compared, 0 differences\n");
}

TEST_F(ResultsCommands, RefusesWhatItCanNotRead) {
  write("bad.jsonl", header("1") + "nonsense\n" + record("SB"));
  EXPECT_EQ(litmus("merge bad.jsonl"), 2);
  EXPECT_THAT(read("err"), HasSubstr("error: bad.jsonl:2:1: this line is not JSON"));
  EXPECT_EQ(read("out"), "");
  EXPECT_EQ(litmus("merge nowhere.jsonl"), 2);
  EXPECT_THAT(read("err"), HasSubstr("can not read nowhere.jsonl: No such file"));
  EXPECT_EQ(litmus("merge ."), 2);
  EXPECT_EQ(litmus("compare bad.jsonl"), 2);
}

TEST_F(ResultsCommands, AFullDiskLosesNothing) {
  write("1.jsonl", header("1") + record("SB"));
  EXPECT_EQ(litmus("merge 1.jsonl", "/dev/full"), 3);
  // The file that would have been replaced is as it was.
  write("all.jsonl", header("0") + record("LB"));
  fs::create_directory(folder_ / "all.jsonl.part");
  EXPECT_EQ(litmus("merge 1.jsonl -o all.jsonl"), 3);
  EXPECT_EQ(read("all.jsonl"), header("0") + record("LB"));
  EXPECT_EQ(litmus("merge 1.jsonl -o no/such/folder.jsonl"), 3);
  EXPECT_THAT(read("err"), HasSubstr("can not write no/such/folder.jsonl"));
}

TEST_F(ResultsCommands, AMergeWritesOverNoFileOfSomebodyElses) {
  write("1.jsonl", header("1") + record("SB"));
  write("notes.txt", "of years\n");
  EXPECT_EQ(litmus("merge 1.jsonl -o notes.txt"), 2);
  EXPECT_EQ(read("notes.txt"), "of years\n");
  EXPECT_EQ(litmus("merge 1.jsonl -o 1.jsonl"), 0);
}

TEST_F(ResultsCommands, AnErrorLeavesNoPartBehind) {
  write("1.jsonl", header("1") + record("SB") + "nonsense\n");
  EXPECT_EQ(litmus("merge 1.jsonl -o all.jsonl"), 2);
  EXPECT_FALSE(fs::exists(folder_ / "all.jsonl"));
  EXPECT_FALSE(fs::exists(folder_ / "all.jsonl.part"));
}

TEST_F(ResultsCommands, FailsOnWhatIsAskedFor) {
  write("good.jsonl", header("1") + R"({"test":"SB","hash":"h","instances":9,"verdict":"ok"})"
                                    "\n");
  write("wrong.jsonl", header("2") + record("SB", "finding"));
  EXPECT_EQ(litmus("compare good.jsonl wrong.jsonl"), 0);
  EXPECT_THAT(read("out"), HasSubstr("forbidden  SB    x=1      never in 9  100 % (9)"));
  EXPECT_EQ(litmus("compare good.jsonl wrong.jsonl --fail-on new,lost"), 0);
  EXPECT_EQ(litmus("compare good.jsonl wrong.jsonl --fail-on new,forbidden"), 1);
  EXPECT_EQ(litmus("compare good.jsonl wrong.jsonl --fail-on forbiden"), 2);
  EXPECT_THAT(read("err"), HasSubstr("did you mean 'forbidden'?"));
  write("prose.txt", "what nobody would call a log\n");
  EXPECT_EQ(litmus("compare good.jsonl prose.txt"), 2) << "nothing in it is a test";
  EXPECT_EQ(litmus("compare good.jsonl wrong.jsonl --json"), 0);
  EXPECT_THAT(read("out"), HasSubstr(R"({"change":"forbidden","test":"SB")"));
}

TEST_F(ResultsCommands, TakesOtherToolsLogs) {
  write("model.log", "Test SB Allowed\nStates 1\n[x]=0;\nOk\nHash=h\n");
  write("run.jsonl", header("1") + record("SB"));
  EXPECT_EQ(litmus("compare model.log run.jsonl --fail-on forbidden"), 1);
  EXPECT_THAT(read("out"), HasSubstr("not allowed  100 % (9)"));
}

TEST_F(ResultsCommands, ReportsInManyFormats) {
  write("a.jsonl", header("1") + record("SB") + record("MP", "finding"));
  EXPECT_EQ(litmus("report a.jsonl"), 0);
  EXPECT_THAT(read("out"), HasSubstr("x86-64: unknown processor"));
  EXPECT_EQ(litmus("report a.jsonl --format markdown"), 0);
  EXPECT_THAT(read("out"), HasSubstr("| MP |"));
  EXPECT_EQ(litmus("report a.jsonl --format junit"), 0);
  EXPECT_THAT(read("out"), HasSubstr("tests=\"2\" failures=\"1\""));
  EXPECT_EQ(litmus("report a.jsonl --format json"), 0);
  EXPECT_THAT(read("out"), HasSubstr("\"instances\":9"));
  // What we write as a log is what we read as one.
  EXPECT_EQ(litmus("report a.jsonl --format litmus7", "own.log"), 0);
  EXPECT_EQ(litmus("compare own.log a.jsonl"), 0);
  EXPECT_THAT(read("out"), HasSubstr("2 tests compared"));
  write("empty.jsonl", "");
  EXPECT_EQ(litmus("report empty.jsonl"), 4);
  EXPECT_EQ(read("err"), "there are no records in empty.jsonl\n");
}

// The row that CoRR asks about is in no record: every model forbids it, and nobody saw it.
TEST_F(ResultsCommands, AReportKnowsWhoAsksAboutCoherence) {
  write(
      "a.jsonl",
      header("1") +
          R"_({"test":"CoRR","hash":"h","instances":1000,"outcomes":[{"values":{"1:r0":0,)_"
          R"_("1:r1":0},"count":1000,"allowed":{"sc":true}}],"unseen":[],"verdict":"ok",)_"
          R"_("condition":"exists (1:r0=1 /\\ 1:r1=0)","source":"C CoRR\n{ }\n)_"
          R"_(P0 (atomic_int* x) { *x = 1; }\nP1 (atomic_int* x) { int r0 = *x; int r1 = *x; }\n)_"
          R"_(exists (1:r0=1 /\\ 1:r1=0)\n"})_"
          "\n");
  EXPECT_EQ(litmus("report a.jsonl"), 0);
  EXPECT_THAT(read("out"), HasSubstr("store-load             not asked\n"));
  EXPECT_THAT(read("out"), HasSubstr("coherence              never, in 1 test and 1.00 k inst"));
}

// Store buffering of three threads, two of which load by an update: one that is not atomic would
// explain it in fewer steps, and no machine is that wrong.
TEST_F(ResultsCommands, AReportSeesNoIncoherenceInStoreBuffering) {
  const std::string explicitly = ", memory_order_relaxed); ";
  const auto thread = [&](std::string_view number, const std::string& stores,
                          const std::string& loads) {
    return fmt::format(
        "P{} (atomic_int* x, atomic_int* y, atomic_int* z) {{ {}}}\\n", number,
        "atomic_store_explicit(" + stores + explicitly + "int r0 = " + loads + explicitly);
  };
  write("a.jsonl",
        header("1") +
            R"_({"test":"3SB","hash":"h","instances":10,"outcomes":[{"values":{"0:r0":0,"1:r0":0,)_"
            R"_("2:r0":0},"count":4,"allowed":{"sc":false},"interesting":true}],"source":)_"
            R"_("C 3SB\n{ }\n)_" +
            thread("0", "x, 1", "atomic_fetch_add_explicit(y, 0") +
            thread("1", "y, 1", "atomic_fetch_add_explicit(z, 0") +
            thread("2", "z, 1", "atomic_load_explicit(x") +
            R"_(exists (0:r0=0 /\\ 1:r0=0 /\\ 2:r0=0)\n"})_"
            "\n");
  EXPECT_EQ(litmus("report a.jsonl"), 0);
  EXPECT_THAT(read("out"), HasSubstr("coherence              not asked\n"));
}

TEST_F(ResultsCommands, MergeReplacesWhatALinkNamesAndNothingButFiles) {
  write("1.jsonl", header("1"));
  write("target.jsonl", header("2"));
  fs::create_symlink("target.jsonl", folder_ / "link.jsonl");
  EXPECT_EQ(litmus("merge 1.jsonl -o link.jsonl"), 0);
  EXPECT_TRUE(fs::is_symlink(folder_ / "link.jsonl"));
  EXPECT_EQ(read("target.jsonl"), read("1.jsonl"));
  ASSERT_EQ(mkfifo((folder_ / "pipe").c_str(), 0600), 0);
  EXPECT_EQ(litmus("merge 1.jsonl -o pipe"), 2);
  EXPECT_THAT(read("err"), HasSubstr("pipe is no regular file"));
  EXPECT_TRUE(fs::is_fifo(folder_ / "pipe"));
}

TEST_F(ResultsCommands, SharesOfACheckAreTheWhole) {
  const std::string all = "check SB MP LB IRIW CoRR 2+2W --json --model sc";
  ASSERT_EQ(litmus(all), 0);
  const auto lines = [](const std::string& text) {
    std::multiset<std::string> set;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) set.insert(line);
    return set;
  };
  const std::multiset<std::string> whole = lines(read("out"));
  std::multiset<std::string> shares;
  for (const char* shard : {"1/3", "2/3", "3/3"}) {
    ASSERT_EQ(litmus(fmt::format("{} --shard {}", all, shard)), 0);
    shares.merge(lines(read("out")));
  }
  EXPECT_EQ(shares, whole);
  EXPECT_EQ(litmus(all + " --shard 4/3"), 2);
}

TEST_F(ResultsCommands, ARunWritesOverNoFileOfSomebodyElses) {
  write("precious.txt", "my notes\x1b[31m\nof years\n");
  EXPECT_EQ(litmus("run SB --time 0.05 --out precious.txt", "out"), 2);
  EXPECT_EQ(read("precious.txt"), "my notes\x1b[31m\nof years\n");
  EXPECT_THAT(read("err"), HasSubstr("no results file: it begins with 'my notes?[31m'"));
  write("empty.jsonl", "");
  write("old.jsonl", header("1") + record("SB"));
  for (const char* name : {"empty.jsonl", "old.jsonl", "new.jsonl"}) {
    EXPECT_EQ(litmus(fmt::format("run @./none.list --out {}", name)), 2) << "there is no such list";
    EXPECT_THAT(read("err"), HasSubstr("none.list")) << name;
  }
}

// The table and the results would be written over each other.
TEST_F(ResultsCommands, ARunPrintsToNoFileOfResults) {
  const std::string run = "run SB --time 0.05 --out ";
  EXPECT_EQ(litmus(run + "/dev/stdout"), 2);
  EXPECT_THAT(read("err"), HasSubstr("/dev/stdout is where this run prints, too"));
  EXPECT_EQ(litmus(run + "out --resume"), 2);
  EXPECT_EQ(litmus(run + "err"), 2);
}

// A slip in the words of a run must not cost the results of the last one.
TEST_F(ResultsCommands, ARunThatComesToNothingLeavesOldResults) {
  const std::string old = header("1") + record("SB");
  write("old.jsonl", old);
  EXPECT_EQ(litmus("run @clasic --out old.jsonl"), 2);
  EXPECT_EQ(litmus("run nosuch --out old.jsonl"), 2);
  EXPECT_EQ(litmus("run SB --cpus 9999 --out old.jsonl"), 2);
  EXPECT_EQ(litmus("run SB --shard 2/2 --out old.jsonl"), 4);
  EXPECT_EQ(litmus("run SB --compiler nosuchcc --out old.jsonl"), 3);
  EXPECT_EQ(read("old.jsonl"), old);
  write("notes.txt", "my notes of years, one line");
  EXPECT_EQ(litmus("run nosuch --resume --out notes.txt"), 2);
  EXPECT_EQ(read("notes.txt"), "my notes of years, one line");
  EXPECT_EQ(litmus("run nosuch --out new.jsonl"), 2);
  EXPECT_FALSE(fs::exists(folder_ / "new.jsonl"));
}

TEST_F(ResultsCommands, HostileTextStaysText) {
  write("a.jsonl", header("1") + record("a\\u001b[31m|<b>"));
  write("b.jsonl", header("2") + record("a\\u001b[31m|<b>", "finding"));
  EXPECT_EQ(litmus("compare a.jsonl b.jsonl"), 0);
  EXPECT_THAT(read("out"), HasSubstr("a?[31m|<b>"));
  EXPECT_EQ(litmus("compare a.jsonl b.jsonl --format markdown"), 0);
  EXPECT_THAT(read("out"), HasSubstr("a?\\[31m\\|&lt;b>"));
}

}  // namespace
}  // namespace litmus
