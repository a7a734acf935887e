// Expect lines: read, and refused with their place where they are malformed.
#include "report/expectation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/error.h"

namespace litmus {
namespace {

using ::testing::IsEmpty;

litmus::Test test_expecting(const std::string& line) {
  litmus::Test test;
  test.file = "SB.litmus";
  test.source = "C SB\nExpect=" + line + "\n{ }\n";
  test.metadata = {{"Expect", line}};
  return test;
}

TEST(Expectation, ReadsModelsAndAnswers) {
  EXPECT_EQ(expectations(test_expecting("sc:never  tso:sometimes c++20:race rc11:always")),
            std::vector<Expectation>(
                {Expectation{"sc", Answer::Never}, Expectation{"tso", Answer::Sometimes},
                 Expectation{"c++20", Answer::Race}, Expectation{"rc11", Answer::Always}}));
  EXPECT_THAT(expectations(litmus::Test{}), IsEmpty());
}

TEST(Expectation, AnswersForOneModel) {
  const auto all = expectations(test_expecting("sc:never tso:sometimes"));
  EXPECT_EQ(expected(all, "tso"), Answer::Sometimes);
  EXPECT_EQ(expected(all, "power"), std::nullopt);
}

std::string message_for(const std::string& line) {
  try {
    const litmus::Test test = test_expecting(line);
    check_names(expectations(test), test, {"sc", "tso", "mine"}, "name it");
  } catch (const Error& error) {
    return error.what();
  }
  return "accepted";
}

TEST(Expectation, ShowsWhatIsMalformed) {
  EXPECT_EQ(message_for("sc:never tso:sometime"),
            "SB.litmus:2:17: no answer is called 'sometime'\n"
            "  Expect=sc:never tso:sometime\n"
            "                  ^\n"
            "hint: did you mean 'sometimes'?");
  EXPECT_EQ(message_for("never"),
            "SB.litmus:2:8: expected MODEL:ANSWER, not 'never'\n"
            "  Expect=never\n"
            "         ^\n"
            "hint: for example Expect=sc:never tso:sometimes");
  EXPECT_EQ(message_for("sc:never sc:always"),
            "SB.litmus:2:17: two answers for the model 'sc'\n"
            "  Expect=sc:never sc:always\n"
            "                  ^");
}

TEST(Expectation, IsAboutAModelThatThereIs) {
  EXPECT_EQ(message_for("sc:never tso:sometimes mine:race"), "accepted");
  EXPECT_EQ(message_for("sc:never tsx:never"),
            "SB.litmus:2:17: no model is called 'tsx'\n"
            "  Expect=sc:never tsx:never\n"
            "                  ^\n"
            "hint: did you mean 'tso'?");
  EXPECT_EQ(message_for("yours:never"),
            "SB.litmus:2:8: no model is called 'yours'\n"
            "  Expect=yours:never\n"
            "         ^\n"
            "hint: name it");
}

TEST(Expectation, ARaceOutweighsOutcomes) {
  Judgement judgement;
  judgement.holds = Frequency::Always;
  EXPECT_EQ(answer(judgement), Answer::Always);
  judgement.races.push_back({});
  EXPECT_EQ(answer(judgement), Answer::Race);
}

}  // namespace
}  // namespace litmus
