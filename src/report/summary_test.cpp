// Cards and facts of small tests.
#include "report/summary.h"

#include <gtest/gtest.h>

#include "lang/parse.h"

namespace litmus {
namespace {

TEST(Summary, PutsACommentOnOneLine) {
  EXPECT_EQ(one_line("Store buffering: each thread stores,\n   then loads.\n"),
            "Store buffering: each thread stores, then loads.");
  EXPECT_EQ(one_line(""), "");
}

}  // namespace
}  // namespace litmus
