// What a user of the installed package does: a project of three files that finds it, a program of
// stress tests, a unit test with one inside, the same with sanitizers; and litmus run on what was
// built.
#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "cli/process.h"

namespace litmus {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

constexpr const char* kProject = R"(cmake_minimum_required(VERSION 3.25)
project(outside LANGUAGES CXX)
find_package(litmus REQUIRED)
find_package(GTest REQUIRED)
add_executable(it it.cpp)
target_link_libraries(it PRIVATE litmus::main)
add_executable(unit unit.cpp)
target_link_libraries(unit PRIVATE litmus::harness GTest::gtest_main)
)";

constexpr const char* kState = R"(#include "harness/stress.h"
struct Turns {
  std::atomic<int> turn{0};
  int take() { return turn.fetch_add(1, std::memory_order_relaxed); }
};
const litmus::StressTest turns =
    litmus::stress_test<Turns>(litmus::role<&Turns::take>("a"), litmus::role<&Turns::take>("b"))
        .allowed({0, 1}, "a first")
        .allowed({1, 0}, "b first");
)";

constexpr const char* kUnitTest = R"(#include <gtest/gtest.h>
TEST(Outside, Turns) { EXPECT_TRUE(litmus::stress<Turns>({.seconds = 0.1}).ok()); }
)";

class Install : public ::testing::Test {
 protected:
  Install() {
    EXPECT_NE(mkdtemp(folder_), nullptr);
    fs::create_directory(path("outside"));
    std::ofstream(path("outside/CMakeLists.txt")) << kProject;
    std::ofstream(path("outside/it.cpp")) << kState;
    std::ofstream(path("outside/unit.cpp")) << kState << kUnitTest;
    run({"cmake", "--install", LITMUS_BINARY_DIR, "--prefix", path("prefix")});
  }
  ~Install() override { fs::remove_all(folder_); }

  std::string path(const std::string& name) const { return fmt::format("{}/{}", folder_, name); }

  // Runs to a good end, or fails the test.
  std::string run(const std::vector<std::string>& words) {
    const Finished finished = run_program(words);
    EXPECT_EQ(finished.status, 0) << words[0] << '\n' << finished.output;
    return finished.output;
  }

  void build_outside(const std::string& folder, const std::string& flags) {
    run({"cmake", "-S", path("outside"), "-B", path(folder), "-DCMAKE_BUILD_TYPE=Release",
         "-DCMAKE_PREFIX_PATH=" + path("prefix"), "-DCMAKE_CXX_FLAGS=" + flags});
    run({"cmake", "--build", path(folder)});
  }

  char folder_[40] = "/tmp/litmus-install-test-XXXXXX";
};

TEST_F(Install, AProjectOfItsOwnFindsIt) {
  build_outside("built", "-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror");
  EXPECT_THAT(run({path("built/it"), "--time", "0.1"}), HasSubstr("Turns: ok"));
  EXPECT_THAT(run({path("built/unit")}), HasSubstr("PASSED"));
  EXPECT_THAT(run({path("prefix/bin/litmus"), "run", path("built/it"), "--time", "0.1"}),
              HasSubstr("a first"));
}

TEST_F(Install, WithSanitizersItStillBuilds) {
  build_outside("sanitized", "-fsanitize=address,undefined");
  EXPECT_THAT(run({path("sanitized/unit")}), HasSubstr("PASSED"));
  // Built only: the thread sanitizer calls everything a race that the installed engine keeps apart,
  // unless the engine too was built with it (LITMUS_SANITIZE=thread).
  build_outside("threads", "-fsanitize=thread");
  EXPECT_TRUE(fs::exists(path("threads/unit")));
}

}  // namespace
}  // namespace litmus
