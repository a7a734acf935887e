// Text keeps to its width, counted in characters; ink appears only where colour is wanted.
#include "report/style.h"

#include <gtest/gtest.h>

namespace litmus {
namespace {

TEST(Style, PaintsOnlyWhereThereIsColour) {
  EXPECT_EQ(paint("race", Ink::Bad, Style{.colour = false}), "race");
  EXPECT_EQ(paint("race", Ink::Bad, Style{.colour = true}), "\033[1;31mrace\033[0m");
  EXPECT_EQ(paint("race", Ink::Plain, Style{.colour = true}), "race");
}

TEST(Style, CountsCharacters) {
  EXPECT_EQ(columns_of("abc"), 3u);
  EXPECT_EQ(columns_of("caf\u00e9"), 4u);
}

TEST(Style, ShortensToTheWidth) {
  EXPECT_EQ(shortened("store buffering", 15), "store buffering");
  EXPECT_EQ(shortened("store buffering", 14), "store buffe...");
  EXPECT_EQ(shortened("store buffering", 9), "store...") << "no blank before the dots";
  EXPECT_EQ(shortened("store buffering", 2), "..");
  EXPECT_EQ(shortened("caf\u00e9s are open", 8), "caf\u00e9s...") << "a character stays whole";
}

TEST(Style, WrapsWords) {
  EXPECT_EQ(wrapped("may both loads miss\n   the store?", 10), "may both\nloads miss\nthe store?");
  EXPECT_EQ(wrapped("may both loads", 10, 2), "may both\n  loads");
  EXPECT_EQ(wrapped("unbreakable words", 4), "unbreakable\nwords");
  EXPECT_EQ(wrapped("", 10), "");
}

TEST(Style, FoldsLinesThatAreTooWide) {
  const Style narrow{.width = 30};
  EXPECT_EQ(folded("as wide as it is\n\nand no wider\n", {}), "as wide as it is\n\nand no wider\n");
  EXPECT_EQ(folded("  --seed N   Of every random choice\n  --out FILE Where\n", narrow),
            "  --seed N   Of every random\n             choice\n  --out FILE Where\n");
  EXPECT_EQ(folded("  neither of them happens before the other", narrow),
            "  neither of them happens\n  before the other");
  EXPECT_EQ(folded("\033[1m  neither of them happens, before\033[0m it", narrow),
            "\033[1m  neither of them happens,\n  before\033[0m it")
      << "ink takes no room";
  EXPECT_EQ(folded("a-word-that-nothing-can-break-into-two goes on", narrow),
            "a-word-that-nothing-can-break-into-two\ngoes on");
  EXPECT_EQ(folded("far to the right it begins  and would be squeezed there", narrow),
            "far to the right it begins\nand would be squeezed there");
}

}  // namespace
}  // namespace litmus
