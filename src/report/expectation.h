// What a test itself says its verdicts are, and whether a model agrees.
//
// A test carries, as metadata, how often the proposition in its condition holds over the outcomes
// each model allows, or that the model calls the test undefined:
//
//     Expect=sc:never tso:sometimes c++20:race
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lang/judgement.h"
#include "lang/test.h"

namespace litmus {

// A model's answer in one word.
enum class Answer : std::uint8_t { Never, Sometimes, Always, Race };

std::string_view to_string(Answer answer);  // "never", "sometimes", "always", "race"
std::optional<Answer> answer_from(std::string_view word);

// A race makes a test undefined, whatever its outcomes. None where the search was cut short.
std::optional<Answer> answer(const Judgement& judgement);

struct Expectation {
  std::string model;
  Answer answer = Answer::Never;

  bool operator==(const Expectation&) const = default;
};

// What the test's Expect line says, in its order. Throws Error with the line where it is malformed.
std::vector<Expectation> expectations(const Test& test);

// Throws Error where an expectation is about none of these models: a name mistyped would expect
// nothing at all. `hint` is for a name that is like none of them.
void check_names(const std::vector<Expectation>& expectations, const Test& test,
                 const std::vector<std::string_view>& models, std::string_view hint);

// What it says of one model, if it says anything.
std::optional<Answer> expected(const std::vector<Expectation>& expectations,
                               std::string_view model);

}  // namespace litmus
