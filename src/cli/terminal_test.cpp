// Width and colour follow from what is known of the terminal.
#include "cli/terminal.h"

#include <gtest/gtest.h>

namespace litmus {
namespace {

TEST(Terminal, ColoursTerminalsOnly) {
  EXPECT_TRUE(style_for({.is_terminal = true}, ColourChoice::Auto).colour);
  EXPECT_FALSE(style_for({.is_terminal = false}, ColourChoice::Auto).colour);
}

TEST(Terminal, HonoursNoColor) {
  EXPECT_FALSE(style_for({.is_terminal = true, .no_color = "1"}, ColourChoice::Auto).colour);
  EXPECT_FALSE(style_for({.is_terminal = true, .term = "dumb"}, ColourChoice::Auto).colour);
}

TEST(Terminal, LetsTheUserDecide) {
  EXPECT_TRUE(style_for({.is_terminal = false, .no_color = "1"}, ColourChoice::Always).colour);
  EXPECT_FALSE(style_for({.is_terminal = true}, ColourChoice::Never).colour);
}

TEST(Terminal, FindsTheWidth) {
  EXPECT_EQ(style_for({.is_terminal = true, .window_columns = 140}, ColourChoice::Auto).width, 140);
  EXPECT_EQ(style_for({.is_terminal = true}, ColourChoice::Auto).width, 80);
  EXPECT_EQ(style_for({.is_terminal = false}, ColourChoice::Auto).width, 0) << "pipes are not cut";
  EXPECT_EQ(style_for({.columns = "100"}, ColourChoice::Auto).width, 100);
  EXPECT_EQ(style_for({.columns = "wide"}, ColourChoice::Auto).width, 0);
  EXPECT_EQ(style_for({.columns = "5"}, ColourChoice::Auto).width, 40) << "too narrow for anything";
}

}  // namespace
}  // namespace litmus
