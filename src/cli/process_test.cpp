// Programs that end well, badly, by a signal, or were never there.
#include "cli/process.h"

#include <gtest/gtest.h>

namespace litmus {
namespace {

TEST(Process, OutputAndStatus) {
  const Finished finished = run_program({"sh", "-c", "echo out; echo err >&2; cat; exit 3"});
  EXPECT_TRUE(finished.started);
  EXPECT_EQ(finished.status, 3);
  EXPECT_EQ(finished.output, "out\nerr\n") << "there is nothing on its standard input";
}

TEST(Process, Signals) { EXPECT_EQ(run_program({"sh", "-c", "kill -9 $$"}).status, 128 + 9); }

TEST(Process, ArgumentsArePassedAsTheyAre) {
  EXPECT_EQ(run_program({"printf", "%s|", "a b", "$HOME", "\"", ""}).output, "a b|$HOME|\"||");
}

TEST(Process, NoSuchProgram) {
  EXPECT_FALSE(run_program({"litmus-no-such-program"}).started);
  EXPECT_EQ(find_program("litmus-no-such-program"), "");
  EXPECT_EQ(find_program("/etc"), "");
}

// The shell and the program that it waits for.
TEST(Process, StopsWhatTakesTooLong) {
  const std::atomic<bool> stop = true;
  const Finished finished = run_program({"sh", "-c", "sleep 1000; echo never"}, &stop);
  EXPECT_TRUE(finished.stopped);
  EXPECT_EQ(finished.output, "");
}

TEST(Process, FindsPrograms) {
  EXPECT_EQ(find_program("/bin/sh"), "/bin/sh");
  EXPECT_NE(find_program("sh"), "");
}

}  // namespace
}  // namespace litmus
