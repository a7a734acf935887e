// Environments as text, and the table of knobs behind it.
#include "harness/environment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/error.h"
#include "harness/sample_kernels.h"

namespace litmus {
namespace {

using ::testing::HasSubstr;

std::string message(std::string_view text) {
  try {
    parse_environment(text);
    return "no error";
  } catch (const Error& error) {
    return error.what();
  }
}

TEST(Environment, DefaultsAsText) {
  EXPECT_EQ(to_string(Environment{.split = {{0}, {1}}}),
            "placement=any split=0/1 alternation=block block=64 start=meeting visit=opposed "
            "layout=lines preload=shared skew=0 pressure=0 pressed=all copies=1 stress=0");
}

TEST(Environment, ReadsWhatItPrints) {
  const Environment environment{.placement = "smt",
                                .split = {{2, 0}, {1, 3}},
                                .alternation = Alternation::Instance,
                                .block = 16,
                                .start = Start::Clock,
                                .visit = Visit::Scattered,
                                .layout = Layout::Dense,
                                .preload = Preload::Flushed,
                                .skew = 100,
                                .pressure = 16,
                                .pressed = Pressed::Others,
                                .copies = 3,
                                .stress = 2};
  EXPECT_EQ(parse_environment(to_string(environment)), environment);
}

// One row a knob: each value it names can be set, printed and read, and changes no other knob.
TEST(Environment, EveryValueOfEveryKnob) {
  for (const Knob& knob : knobs()) {
    for (const std::string& value : knob.values) {
      Environment environment{.split = {{0}, {1}}};
      ASSERT_TRUE(knob.parse(environment, value)) << knob.name << "=" << value;
      EXPECT_EQ(knob.print(environment), value);
      EXPECT_EQ(parse_environment(to_string(environment)), environment);
    }
    Environment untouched;
    EXPECT_FALSE(knob.parse(untouched, "")) << knob.name;
    EXPECT_EQ(untouched, Environment{}) << knob.name;
  }
}

TEST(Environment, MessagesSayWhatIsValid) {
  EXPECT_EQ(
      message("colour=red"),
      "'colour=red' is not a setting of an environment\n"
      "hint: settings are name=value, with placement, split, alternation, block, start, visit, "
      "layout, preload, skew, pressure, pressed, copies, stress");
  EXPECT_EQ(message("layout=round"),
            "'round' is not a value of 'layout'\n"
            "hint: where the cells of an instance lie: lines, line, pages, dense");
  EXPECT_THAT(message("block=3"), HasSubstr("a power of two"));
  for (const char* bad : {"block=0", "block=2048", "block=", "block", "split=0//1", "split=a",
                          "split=16", "split=0ac", "split=0{", "skew=-1",
                          "pressure=1e3", "placement="}) {
    EXPECT_NE(message(bad), "no error") << bad;
  }
}

}  // namespace
}  // namespace litmus
