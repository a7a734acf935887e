// Every built-in model gives every test of the catalogue the answer that its Expect line derives.
//
// The answers in the catalogue were worked out from the axioms and the standard mapping, not copied
// from here: a difference means that either the derivation or the checker is wrong.
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agreement/catalogue.h"
#include "lang/print.h"
#include "model/builtin.h"
#include "model/judge.h"
#include "report/expectation.h"

namespace litmus {
namespace {

class Verdicts : public ::testing::TestWithParam<std::string_view> {};

TEST_P(Verdicts, AreTheDerivedOnes) {
  const Checker checker(catalogue_model(GetParam()));
  for (const litmus::Test& test : catalogue()) {
    const std::optional<Answer> derived = expected(expectations(test), GetParam());
    ASSERT_TRUE(derived.has_value()) << test.name << " expects nothing of " << GetParam();
    const Judgement judgement = checker.judge(test);
    EXPECT_EQ(to_string(answer(judgement)), to_string(*derived)) << to_litmus(test);
    // Without an outcome "never" would say nothing: the loop bound lets every test end.
    EXPECT_FALSE(judgement.outcomes.empty()) << test.name;
  }
}

std::vector<std::string_view> names_of_models() {
  std::vector<std::string_view> names;
  for (const Builtin& model : builtin_models()) names.push_back(model.name);
  return names;
}

INSTANTIATE_TEST_SUITE_P(Builtin, Verdicts, ::testing::ValuesIn(names_of_models()),
                         [](const auto& model) {
                           return model.param == "c++20" ? "cpp20" : std::string(model.param);
                         });

}  // namespace
}  // namespace litmus
