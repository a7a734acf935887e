// The rendezvous keeps workers together and makes plain data visible. Plain on purpose: the thread
// sanitizer, run on this test, is the proof of the ordering.
#include "harness/rendezvous.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace litmus {
namespace {

// Each worker writes a plain number, meets, and reads everybody's.
void exchange_numbers(int workers, int meetings, int patience) {
  Rendezvous rendezvous(workers, patience);
  std::vector<int> numbers(static_cast<std::size_t>(workers), -1);
  std::vector<int> wrong(static_cast<std::size_t>(workers), 0);
  std::vector<std::thread> threads;
  for (int me = 0; me < workers; ++me) {
    threads.emplace_back([&, me] {
      for (int n = 0; n < meetings; ++n) {
        numbers[static_cast<std::size_t>(me)] = n;
        rendezvous.meet(me);
        for (int number : numbers) wrong[static_cast<std::size_t>(me)] += number != n;
        rendezvous.meet(me);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (int count : wrong) EXPECT_EQ(count, 0);
}

TEST(Rendezvous, OneWorkerNeedNotWait) { exchange_numbers(1, 1000, 16); }
TEST(Rendezvous, TwoWorkers) { exchange_numbers(2, 300, 1000); }
TEST(Rendezvous, MoreWorkersThanCpusMakeProgress) { exchange_numbers(6, 20, 4); }

}  // namespace
}  // namespace litmus
