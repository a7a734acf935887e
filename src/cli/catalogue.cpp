// The catalogue, over the texts that the build embeds. Tested by resolve_test.cpp.
#include "cli/catalogue.h"

#include <algorithm>
#include <tuple>

#include "litmus/questions.h"

namespace litmus {
namespace {

constexpr std::string_view kTestEnding = ".litmus";
constexpr std::string_view kSuiteEnding = ".suite";

// "a/b/NAME.ending" is NAME.
std::string_view stem(std::string_view path, std::string_view ending) {
  const std::size_t slash = path.rfind('/');
  if (slash != std::string_view::npos) path.remove_prefix(slash + 1);
  return path.substr(0, path.size() - ending.size());
}

std::string_view folder(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? "" : path.substr(0, slash);
}

std::vector<CatalogueTest> read_catalogue() {
  std::vector<CatalogueTest> tests;
  for (const Question& question : questions()) {
    if (!question.path.ends_with(kTestEnding)) continue;
    tests.push_back({.name = stem(question.path, kTestEnding),
                     .family = folder(question.path),
                     .path = question.path,
                     .text = question.text});
  }
  std::sort(tests.begin(), tests.end(), [](const CatalogueTest& a, const CatalogueTest& b) {
    return std::tie(a.family, a.name) < std::tie(b.family, b.name);
  });
  return tests;
}

}  // namespace

const std::vector<CatalogueTest>& catalogue() {
  static const std::vector<CatalogueTest> kTests = read_catalogue();
  return kTests;
}

const CatalogueTest* find_in_catalogue(std::string_view name) {
  for (const CatalogueTest& test : catalogue()) {
    if (test.name == name) return &test;
  }
  return nullptr;
}

std::vector<std::string_view> family_names() {
  std::vector<std::string_view> names;
  for (const CatalogueTest& test : catalogue()) {
    if (names.empty() || names.back() != test.family) names.push_back(test.family);
  }
  return names;
}

std::vector<std::string_view> suite_names() {
  std::vector<std::string_view> names;
  for (const Question& question : questions()) {
    if (question.path.ends_with(kSuiteEnding)) names.push_back(stem(question.path, kSuiteEnding));
  }
  return names;
}

std::optional<std::string_view> suite_text(std::string_view name) {
  for (const Question& question : questions()) {
    if (question.path.ends_with(kSuiteEnding) && stem(question.path, kSuiteEnding) == name)
      return question.text;
  }
  return std::nullopt;
}

}  // namespace litmus
