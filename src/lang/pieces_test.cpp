// Threads are cut between accesses, where no local goes across.
#include "lang/pieces.h"

#include <gtest/gtest.h>

#include "lang/parse.h"

namespace litmus {
namespace {

litmus::Test parsed(const std::string& body) {
  return parse_test("C++ t\n{ }\nP0 (std::atomic<int>& x, std::atomic<int>& y, std::mutex& m) {\n" +
                        body + "\n}\nexists (x = 0)\n",
                    "t");
}

// Where the pieces after the first begin.
using Cuts = std::vector<std::size_t>;

Cuts cuts(const std::string& body) {
  const litmus::Test test = parsed(body);
  std::vector<std::size_t> result;
  std::size_t end = 0;
  for (const Piece& piece : pieces(test.threads[0])) {
    EXPECT_EQ(piece.first, end) << "pieces are neighbours";
    if (piece.first > 0) result.push_back(piece.first);
    end = piece.last;
  }
  EXPECT_EQ(end, test.threads[0].body.size()) << "and together the whole";
  return result;
}

TEST(Pieces, OneForEachAccess) {
  EXPECT_EQ(cuts("x = 1; int r0 = y.load(); int r1 = x.load();"), Cuts({1, 2}));
  EXPECT_EQ(cuts("x = 1;"), Cuts({}));
  EXPECT_EQ(cuts(""), Cuts({}));
}

TEST(Pieces, AFenceStaysWithWhatIsBeforeIt) {
  EXPECT_EQ(cuts("x = 1; std::atomic_thread_fence(std::memory_order_seq_cst); y = 1;"), Cuts({2}));
}

TEST(Pieces, NoLocalGoesAcross) {
  EXPECT_EQ(cuts("int r0 = x.load(); y = r0;"), Cuts({}));
  EXPECT_EQ(cuts("int r0 = x.load(); y = 1; int r1 = r0 + 1;"), Cuts({}));
  EXPECT_EQ(cuts("int r0 = x.load(); y = r0; x = 2;"), Cuts({2}));
  EXPECT_EQ(cuts("int e = 0; x.compare_exchange_strong(e, 1); y = e;"), Cuts({}));
}

TEST(Pieces, ALocalThatNobodyWritesMay) {
  const litmus::Test test = parsed("x = 1; y = 1;");
  EXPECT_EQ(pieces(test.threads[0]),
            std::vector<Piece>({Piece{.first = 0, .last = 1}, Piece{.first = 1, .last = 2}}));
}

TEST(Pieces, BranchesAndLoopsStayWhole) {
  EXPECT_EQ(cuts("if (x.load() == 1) { y = 1; } x = 2;"), Cuts({1}));
  EXPECT_EQ(cuts("while (x.load() == 0) { y = 1; } y = 2;"), Cuts({1}));
}

TEST(Pieces, NoneWhereAnEarlyReturnOrALockIs) {
  EXPECT_EQ(cuts("if (x.load() == 1) return; y = 1;"), Cuts({}));
  EXPECT_EQ(cuts("m.lock(); x = 1; m.unlock(); y = 1;"), Cuts({}));
}

TEST(Pieces, TellWhichLocalsTheyUse) {
  const litmus::Test test = parsed("int r0 = x.load(); int r1 = y.load();");
  const std::vector<Piece> both = pieces(test.threads[0]);
  ASSERT_EQ(both.size(), 2u);
  EXPECT_TRUE(uses(test.threads[0], both[0], 0));
  EXPECT_FALSE(uses(test.threads[0], both[0], 1));
  EXPECT_TRUE(uses(test.threads[0], both[1], 1));
}

}  // namespace
}  // namespace litmus
