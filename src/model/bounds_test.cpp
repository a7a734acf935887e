// Bounds against the values that terms really take: random terms over two reads.
#include "model/bounds.h"

#include <gtest/gtest.h>

#include <random>

namespace litmus {
namespace {

using Kind = Term::Kind;

constexpr Type kTypes[] = {Type{}, {.bits = 8}, {.bits = 32, .is_signed = false}, {.bits = 64},
                           {.bits = 64, .is_signed = false}};
constexpr Value kValues[] = {0, 1, 2, 3, 5, 64, 127, 128, 255, -1, -2, -128, 1 << 30,
                             INT32_MAX, INT32_MIN, Value{1} << 40, INT64_MAX, INT64_MIN};
constexpr Operator kOperators[] = {
    Operator::Add,      Operator::Subtract, Operator::Multiply, Operator::BitAnd,
    Operator::BitAnd,   Operator::BitOr,    Operator::Equal,    Operator::Less,
    Operator::ShiftRight, Operator::LogicalAnd, Operator::LogicalOr};

class Terms {
 public:
  explicit Terms(unsigned seed) : random_(seed) {
    terms_ = {{.kind = Kind::Read}, {.kind = Kind::Read}};
    while (terms_.size() < 24) terms_.push_back(another());
  }

  const std::vector<Term>& all() const { return terms_; }

  // Every term's value, if the reads give these.
  std::vector<Value> values(Value first, Value second) const {
    Knowledge knowledge{.value = std::vector<Value>(terms_.size()),
                        .known = std::vector<char>(terms_.size())};
    for (std::size_t i = 0; i < terms_.size(); ++i) {
      knowledge.value[i] = i == 0 ? first : second;
      knowledge.known[i] = 1;
      if (i > 1) evaluate(terms_, static_cast<int>(i), knowledge, 0, knowledge.value[i]);
    }
    return knowledge.value;
  }

 private:
  template <typename T, std::size_t n>
  T one_of(const T (&choices)[n]) {
    return choices[random_() % n];
  }
  int earlier() { return static_cast<int>(random_() % terms_.size()); }

  Term another() {
    switch (random_() % 6) {
      case 0: return {.kind = Kind::Constant, .value = one_of(kValues)};
      case 1: return {.kind = Kind::Wrap, .type = one_of(kTypes), .a = earlier()};
      case 2: return {.kind = Kind::Choose, .a = earlier(), .b = earlier(), .c = earlier()};
      case 3:
        return {.kind = Kind::Unary, .op = Operator::LogicalNot, .type = Type{}, .a = earlier()};
      default:
        return {.kind = Kind::Binary, .op = one_of(kOperators), .type = one_of(kTypes),
                .a = earlier(), .b = earlier()};
    }
  }

  std::mt19937 random_;
  std::vector<Term> terms_;
};

TEST(Bounds, NoValueIsOutside) {
  int narrow = 0;
  for (unsigned seed = 0; seed < 2000; ++seed) {
    const Terms terms(seed);
    for (const Value first : kValues) {
      for (const Value second : {Value{0}, Value{1}, Value{-3}, first}) {
        const std::vector<Value> values = terms.values(first, second);
        for (std::size_t i = 0; i < values.size(); ++i) {
          const Bounds bounds = bounds_of(terms.all(), static_cast<int>(i));
          ASSERT_LE(bounds.low, values[i]) << "seed " << seed << ", term " << i;
          ASSERT_GE(bounds.high, values[i]) << "seed " << seed << ", term " << i;
          narrow += bounds.high != Bounds().high;
        }
      }
    }
  }
  EXPECT_GT(narrow, 0) << "some say something";
}

TEST(Bounds, AreWhatTheyCanBe) {
  const std::vector<Term> terms = {
      {.kind = Kind::Read},
      {.kind = Kind::Constant, .value = 3},
      {.kind = Kind::Binary, .op = Operator::BitAnd, .a = 0, .b = 1},    // r & 3
      {.kind = Kind::Binary, .op = Operator::Equal, .a = 0, .b = 1},     // r == 3
      {.kind = Kind::Binary, .op = Operator::Subtract, .a = 1, .b = 2},  // 3 - (r & 3)
      {.kind = Kind::Choose, .a = 0, .b = 1, .c = 3},                    // r ? 3 : r == 3
  };
  const auto text = [&](int at) {
    const Bounds bounds = bounds_of(terms, at);
    return std::to_string(bounds.low) + " to " + std::to_string(bounds.high);
  };
  EXPECT_EQ(text(2), "0 to 3");
  EXPECT_EQ(text(3), "0 to 1");
  EXPECT_EQ(text(4), "0 to 3");
  EXPECT_EQ(text(5), "0 to 3");
}

}  // namespace
}  // namespace litmus
