// Compiles the built-in models for tests; see models.h.
#include "agreement/models.h"

#include <map>

#include "harness/error.h"
#include "litmus/questions.h"

namespace litmus {

const std::vector<std::string>& model_names() {
  static const std::vector<std::string> names = {"sc",    "tso",  "armv8", "riscv",
                                                 "power", "rc11", "c++20"};
  return names;
}

std::string model_text(std::string_view name) {
  const std::string path = "models/" + std::string(name) + ".cat";
  for (const Question& question : questions()) {
    if (question.path == path) return std::string(question.text);
  }
  CHECK(false && "a built-in model");
  return "";
}

const Checker& checker(std::string_view name) {
  static const std::map<std::string, Checker, std::less<>> checkers = [] {
    std::map<std::string, Checker, std::less<>> all;
    for (const std::string& each : model_names()) {
      all.emplace(each, Checker(compile_cat(model_text(each), each)));
    }
    return all;
  }();
  return checkers.at(std::string(name));
}

}  // namespace litmus
