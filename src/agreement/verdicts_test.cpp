// Every built-in model gives every test of the catalogue the answer that its Expect line derives.
//
// The answers in the catalogue were worked out from the axioms and the standard mapping, not copied
// from here: a difference means that either the derivation or the checker is wrong.
#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "agreement/catalogue.h"
#include "agreement/models.h"
#include "lang/parse.h"
#include "lang/print.h"
#include "report/expectation.h"

namespace litmus {
namespace {

class Verdicts : public ::testing::TestWithParam<std::string> {};

TEST_P(Verdicts, AreTheDerivedOnes) {
  for (const litmus::Test& test : catalogue_tests()) {
    const std::optional<Answer> derived = expected(expectations(test), GetParam());
    ASSERT_TRUE(derived.has_value()) << test.name << " expects nothing of " << GetParam();
    const Judgement judgement = checker(GetParam()).judge(test);
    EXPECT_EQ(to_string(answer(judgement).value()), to_string(*derived)) << to_litmus(test);
    // Without an outcome "never" would say nothing: the loop bound lets every test end.
    EXPECT_FALSE(judgement.outcomes.empty()) << test.name;
  }
}

INSTANTIATE_TEST_SUITE_P(Builtin, Verdicts, ::testing::ValuesIn(model_names()),
                         [](const auto& model) {
                           return model.param == "c++20" ? "cpp20" : model.param;
                         });

// Message passing whose reader passes what it read to an exchange as what that expects, and
// loads at an address that depends on what the exchange wrote. POWER's larx; cmp; bc; stcx
// leaves a control dependency from the first load to the stcx, which holds no load back: a load
// may be satisfied from the stcx while the branch is still open. With a data dependency in its
// place (an exchange's new value) the second load would have to wait: dd, rfi, then the address.
// RISC-V lets no load pass the sc that it reads from, which rule 3 says, and rule 11 puts the sc
// behind the first load.
TEST(VerdictsByHand, WhatAnExchangeExpectsIsNoPartOfWhatItWrites) {
  const auto holds = [](std::string_view exchange, std::string_view model) {
    const std::string text = R"(C MP+expected
{ int z[1]={0}; atomic_int y=0; atomic_int t=0; }
P0 (atomic_int* y, atomic_int* z) {
  atomic_store_explicit(&z[0], 1, memory_order_relaxed);
  atomic_thread_fence(memory_order_seq_cst);
  atomic_store_explicit(y, 1, memory_order_relaxed);
}
P1 (atomic_int* y, atomic_int* t, atomic_int* z) {
  int r0 = atomic_load_explicit(y, memory_order_relaxed);
  int e = r0 ^ r0;
  int n = (r0 ^ r0) + 1;
  int s = atomic_compare_exchange_strong_explicit(t, )" + std::string(exchange) +
                             R"(, memory_order_relaxed, memory_order_relaxed);
  int r1 = atomic_load_explicit(t, memory_order_relaxed);
  int r2 = atomic_load_explicit(&z[r1 ^ r1], memory_order_relaxed);
}
exists (1:r0=1 /\ 1:s=1 /\ 1:r2=0)
)";
    return checker(model).judge(parse_test(text, "expected.litmus")).holds;
  };
  EXPECT_EQ(holds("&e, 1", "power"), Frequency::Sometimes);
  EXPECT_EQ(holds("&e, 1", "riscv"), Frequency::Never);
  EXPECT_EQ(holds("&e, n", "power"), Frequency::Never);
  EXPECT_EQ(holds("&e, n", "armv8"), Frequency::Never);
}

}  // namespace
}  // namespace litmus
