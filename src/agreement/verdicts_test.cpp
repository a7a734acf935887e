// Every built-in model gives every test of the catalogue the answer that its Expect line derives.
//
// The answers in the catalogue were worked out from the axioms and the standard mapping, not copied
// from here: a difference means that either the derivation or the checker is wrong.
#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "agreement/catalogue.h"
#include "agreement/models.h"
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

}  // namespace
}  // namespace litmus
