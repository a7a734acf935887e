// Tables on a page: text from outside stays text.
#include "report/markdown.h"

#include <gtest/gtest.h>

namespace litmus {
namespace {

TEST(Markdown, ATable) {
  Table table{.columns = {{"test"}, {"rate", true}}, .rows = {}};
  table.heading("x86-64");
  table.rows.push_back({TableCell{"SB"}, TableCell{"45 %"}});
  EXPECT_EQ(to_markdown(table),
            "| test | rate |\n| --- | ---: |\n| **x86-64** |  |\n| SB | 45 % |\n");
}

TEST(Markdown, TextStaysText) {
  EXPECT_EQ(markdown_text("<script>a|b`c`&[d](e)\n*f*"),
            "&lt;script>a\\|b\\`c\\`&amp;\\[d\\](e)?\\*f\\*");
}

}  // namespace
}  // namespace litmus
