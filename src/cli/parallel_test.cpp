// Results arrive in order whatever order they are made in, and failures reach the caller.
#include "cli/parallel.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

namespace litmus {
namespace {

TEST(Parallel, TakesResultsInOrder) {
  for (const std::size_t threads : {1u, 2u, 8u}) {
    std::vector<std::size_t> taken;
    in_parallel<std::size_t>(
        threads, 1000, [](std::size_t i) { return i * i; },
        [&](std::size_t i, std::size_t square) {
          EXPECT_EQ(square, i * i);
          taken.push_back(i);
        });
    ASSERT_EQ(taken.size(), 1000u);
    for (std::size_t i = 0; i < taken.size(); ++i) EXPECT_EQ(taken[i], i);
  }
}

TEST(Parallel, DoesNothingForNoJobs) {
  in_parallel<int>(
      4, 0, [](std::size_t) -> int { throw std::logic_error("no work was asked for"); },
      [](std::size_t, int) { FAIL(); });
}

TEST(Parallel, HandsOnWhatAWorkerThrows) {
  for (const std::size_t threads : {1u, 3u}) {
    std::size_t taken = 0;
    const auto run = [&] {
      in_parallel<int>(
          threads, 100,
          [](std::size_t i) {
            if (i == 50) throw std::runtime_error("job 50");
            return 0;
          },
          [&](std::size_t, int) { ++taken; });
    };
    EXPECT_THROW(run(), std::runtime_error);
    EXPECT_LE(taken, 50u);
  }
}

TEST(Parallel, StopsWhenTheTakerThrows) {
  const auto run = [] {
    in_parallel<int>(
        3, 1000000, [](std::size_t) { return 0; },
        [](std::size_t, int) { throw std::runtime_error("enough"); });
  };
  EXPECT_THROW(run(), std::runtime_error);
}

}  // namespace
}  // namespace litmus
