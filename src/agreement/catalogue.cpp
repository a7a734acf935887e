// Reads the embedded catalogue for the tests of this room. Tested by catalogue_test.cpp.
#include "agreement/catalogue.h"

#include <sstream>

#include "lang/parse.h"
#include "litmus/questions.h"

namespace litmus {

const std::vector<Test>& catalogue_tests() {
  static const std::vector<Test> tests = [] {
    std::vector<Test> read;
    for (const Question& question : questions()) {
      if (!question.path.ends_with(".litmus")) continue;
      read.push_back(parse_test(question.text, question.path));
    }
    return read;
  }();
  return tests;
}

std::vector<Suite> suites() {
  std::vector<Suite> read;
  for (const Question& question : questions()) {
    if (!question.path.ends_with(".suite")) continue;
    Suite suite{.path = question.path, .tests = {}};
    std::istringstream lines{std::string(question.text)};
    for (std::string line; std::getline(lines, line);) {
      std::istringstream words(line.substr(0, line.find('#')));
      for (std::string word; words >> word;) suite.tests.push_back(word);
    }
    read.push_back(std::move(suite));
  }
  return read;
}

}  // namespace litmus
