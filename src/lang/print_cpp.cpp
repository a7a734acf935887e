// A test as the C++20 program its author may have had in mind: shared variables as globals, one
// function a thread, the question as a comment. It compiles. Tested by print_test.cpp.
#include <algorithm>

#include "lang/print.h"
#include "lang/print_code.h"

namespace litmus {
namespace {

bool any_location(const Test& test, bool (*has)(const Type&)) {
  return std::any_of(test.locations.begin(), test.locations.end(),
                     [&](const Location& location) { return has(location.type); });
}

std::string includes(const Test& test) {
  std::string text = "#include <atomic>\n#include <cstdint>\n";
  const bool mutex =
      any_location(test, [](const Type& type) { return type.base == Type::Base::Mutex; });
  if (mutex) text += "#include <mutex>\n";
  return text + "#include <thread>\n";
}

// "&x" for a pointer, else the number.
std::string initial_value(const Test& test, const Location& location) {
  const std::string value = value_text(location.initial, location.type, test);
  if (!location.type.is_pointer()) return value;
  return location.initial == 0 ? "nullptr" : "&" + cpp_name(value);
}

// Pointers may lead to what stands below them, so they come last.
std::string shared_variables(const Test& test, bool pointers) {
  std::string text;
  for (std::size_t i = 0; i < test.locations.size(); ++i) {
    const Location& location = test.locations[i];
    if (location.type.is_pointer() != pointers) continue;
    const bool valueless = !pointers && (location.type.base == Type::Base::Mutex ||
                                         location.type.base == Type::Base::Flag);
    if (location.array > 0) {
      const std::string name = location.name.substr(0, location.name.find('['));
      text += to_cpp(location.type) + " " + cpp_name(name) + "[" + std::to_string(location.array) +
              "] = {";
      for (int element = 0; element < location.array; ++element) {
        if (element > 0) text += ", ";
        text += initial_value(test, test.locations[i + static_cast<std::size_t>(element)]);
      }
      text += "};\n";
      i += static_cast<std::size_t>(location.array) - 1;
    } else {
      text += to_cpp(location.type) + " " + cpp_name(location.name);
      text += valueless ? ";\n" : "{" + initial_value(test, location) + "};\n";
    }
  }
  return text;
}

std::string commented(const std::string& text) {
  std::string comment = "// ";
  for (char c : text) comment += c == '\n' ? "\n// " : std::string(1, c);
  // A backslash at the end of a comment's line would swallow the next.
  for (std::size_t at = 0; (at = comment.find("\\\n", at)) != std::string::npos; at += 2) {
    comment.insert(at + 1, " ");
  }
  return comment + "\n";
}

std::string run_threads(const Test& test) {
  std::string text = "int main() {\n";
  for (std::size_t i = 0; i < test.threads.size(); ++i) {
    const std::string number = std::to_string(i);
    text += "  std::jthread t" + number + "(P" + number + ");\n";
  }
  return text + "}\n";
}

}  // namespace

std::string to_cpp(const Test& test) {
  std::string text = commented(test.name);
  if (!test.doc.empty()) text += "//\n" + commented(test.doc);
  text += includes(test) + "\n" + shared_variables(test, false) + shared_variables(test, true);
  for (std::size_t i = 0; i < test.threads.size(); ++i) {
    text += "\nvoid P" + std::to_string(i) + "() {\n" +
            code(test, static_cast<int>(i), Spelling::Cpp) + "}\n";
  }
  text += "\n";
  if (test.filter.kind != Proposition::Kind::True) {
    text += commented("only runs with " + to_string(test.filter, test));
  }
  return text + commented(to_string(test.condition, test)) + run_threads(test);
}

}  // namespace litmus
