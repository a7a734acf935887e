// Tables line up, and fit the width they are given.
#include "report/table.h"

#include <gtest/gtest.h>

namespace litmus {
namespace {

Table verdicts() {
  Table table;
  table.columns = {{"test"}, {"question", false, true}, {"seen", true}};
  table.rows = {{{"SB"}, {"may both loads miss the other's store?"}, {"12"}},
                {{"MP+rel+acq"}, {"may a flag run ahead of its data?"}, {"0"}}};
  return table;
}

TEST(Table, AlignsColumns) {
  EXPECT_EQ(to_string(verdicts(), {}),
            "test        question                                seen\n"
            "SB          may both loads miss the other's store?    12\n"
            "MP+rel+acq  may a flag run ahead of its data?          0\n");
}

TEST(Table, ShortensWhatGivesWay) {
  EXPECT_EQ(to_string(verdicts(), {.width = 40}),
            "test        question                seen\n"
            "SB          may both loads miss...    12\n"
            "MP+rel+acq  may a flag run ahea...     0\n");
}

TEST(Table, LeavesOutWhatWouldBeTooShort) {
  EXPECT_EQ(to_string(verdicts(), {.width = 25}),
            "test        seen\n"
            "SB            12\n"
            "MP+rel+acq     0\n");
}

TEST(Table, SpansHeadingsOverTheRow) {
  Table table;
  table.columns = {{""}, {""}};
  table.heading("store-buffering, the family of SB");
  table.rows.push_back({{"SB"}, {"2"}});
  table.heading("coherence");
  EXPECT_EQ(to_string(table, {}), "store-buffering, the family of SB\nSB  2\n\ncoherence\n");
}

TEST(Table, LeavesNoBlanksAtTheEnd) {
  Table table;
  table.columns = {{"a"}, {"b"}};
  table.rows = {{{"long cell"}, {""}}};
  EXPECT_EQ(to_string(table, {}), "a          b\nlong cell\n");
}

TEST(Table, PaintsCellsAfterAligning) {
  Table table;
  table.columns = {{""}, {""}};
  table.rows = {{{"SB", Ink::Bold}, {"never"}}, {{"MP+rel"}, {"never"}}};
  EXPECT_EQ(to_string(table, {.colour = true}), "\033[1mSB\033[0m      never\nMP+rel  never\n");
}

TEST(Table, ColumnsThatDoNotFitStandCloser) {
  const Table table{.columns = {{"test"}, {"sc"}, {"tso"}},
                    .rows = {{{"SB"}, {"never"}, {"sometimes"}}}};
  EXPECT_EQ(to_string(table, {.width = 22}), "test  sc     tso\nSB    never  sometimes\n");
  EXPECT_EQ(to_string(table, {.width = 21}), "test sc    tso\nSB   never sometimes\n");
}

TEST(Table, WordsAreBriefWhereNothingElseHelps) {
  const Table table{.columns = {{"test"}, {"tso"}},
                    .rows = {{{"SB"}, {"sometimes", Ink::Plain, "some"}}, {{"MP"}, {"never"}}}};
  EXPECT_EQ(to_string(table, {.width = 14}), "test tso\nSB   sometimes\nMP   never\n");
  EXPECT_EQ(to_string(table, {.width = 13}), "test tso\nSB   some\nMP   never\n");
}

}  // namespace
}  // namespace litmus
