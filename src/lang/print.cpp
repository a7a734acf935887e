// A test as a .litmus file. Tested by print_test.cpp and golden_parse_test.cpp.
#include "lang/print.h"

#include <algorithm>

#include "lang/print_code.h"

namespace litmus {
namespace {

std::string array_name(const Location& location) {
  return location.array > 0 ? location.name.substr(0, location.name.find('[')) : location.name;
}

bool named_by_a_thread(const Test& test, int location) {
  return std::any_of(test.threads.begin(), test.threads.end(), [&](const Thread& thread) {
    return std::find(thread.parameters.begin(), thread.parameters.end(), location) !=
           thread.parameters.end();
  });
}

// --- the init block

// The locations that must stand there: those that hold something, that no thread names, or whose
// place in the table the parameter lists would not give.
std::vector<bool> initialised(const Test& test) {
  std::vector<bool> listed(test.locations.size());
  for (std::size_t i = 0; i < listed.size(); ++i) {
    const Location& location = test.locations[i];
    listed[i] = location.in_init || location.initial != 0 || location.array > 0 ||
                !named_by_a_thread(test, static_cast<int>(i));
  }
  std::vector<int> found;
  for (std::size_t i = 0; i < listed.size(); ++i) {
    if (listed[i]) found.push_back(static_cast<int>(i));
  }
  for (const Thread& thread : test.threads) {
    for (int location : thread.parameters) {
      if (std::find(found.begin(), found.end(), location) == found.end()) {
        found.push_back(location);
      }
    }
  }
  if (!std::is_sorted(found.begin(), found.end())) listed.assign(listed.size(), true);
  return listed;
}

// "int x", "_Atomic int x", "int *p": the init block has a spelling of its own for atomics.
std::string typed_name(Type type, const std::string& name) {
  if (type.is_pointer() && !type.atomic) {
    const std::string pointee = to_c(type.pointee());
    return (pointee == "atomic_int" ? "_Atomic int" : pointee) + " *" + name;
  }
  const std::string text = to_c(type);
  return (text == "atomic_int" ? "_Atomic int" : text) + " " + name;
}

std::string array_item(const Test& test, std::size_t first) {
  const Location& location = test.locations[first];
  std::string text = typed_name(location.type, array_name(location)) + "[" +
                     std::to_string(location.array) + "]={";
  for (int i = 0; i < location.array; ++i) {
    if (i > 0) text += ",";
    const Location& element = test.locations[first + static_cast<std::size_t>(i)];
    text += value_text(element.initial, element.type, test);
  }
  return text + "}";
}

// An untyped item where a thread's parameter says the type.
std::string item(const Test& test, std::size_t index) {
  const Location& location = test.locations[index];
  const bool named = named_by_a_thread(test, static_cast<int>(index));
  const std::string left =
      named ? "[" + location.name + "]" : typed_name(location.type, location.name);
  return left + "=" + value_text(location.initial, location.type, test);
}

std::string init_block(const Test& test) {
  const std::vector<bool> listed = initialised(test);
  std::string text = "{";
  for (std::size_t i = 0; i < listed.size();) {
    const int length = test.locations[i].array;
    if (listed[i]) text += " " + (length > 0 ? array_item(test, i) : item(test, i)) + ";";
    i += static_cast<std::size_t>(std::max(length, 1));
  }
  for (std::size_t thread = 0; thread < test.threads.size(); ++thread) {
    const Thread& body = test.threads[thread];
    for (std::size_t i = 0; i < locals_in_init(body); ++i) {
      const Local& local = body.locals[i];
      text += " " + typed_name(local.type, std::to_string(thread) + ":" + local.name) + "=" +
              value_text(local.initial, local.type, test) + ";";
    }
  }
  return text + " }\n";
}

// --- the other parts

std::string header(const Test& test) {
  std::string text = (test.header == Test::Header::C ? "C " : "C++ ") + test.name + "\n";
  if (!test.doc.empty()) {
    text += "(* ";
    for (char c : test.doc) text += c == '\n' ? "\n   " : std::string(1, c);
    text += " *)\n";
  }
  for (const auto& [key, value] : test.metadata) text += key + "=" + value + "\n";
  return text;
}

std::string thread(const Test& test, int number) {
  std::string text = "P" + std::to_string(number) + " (";
  for (int parameter : test.threads[static_cast<std::size_t>(number)].parameters) {
    const Location& location = test.locations[static_cast<std::size_t>(parameter)];
    if (text.back() != '(') text += ", ";
    text += to_c(location.type) + "* " + array_name(location);
  }
  return text + ") {\n" + code(test, number, Spelling::C) + "}\n\n";
}

// The condition alone says what is shown, unless something more is, or in another order.
std::string locations_clause(const Test& test) {
  const std::vector<int> asked = columns_of(test.condition.proposition);
  const bool same =
      static_cast<int>(asked.size()) == test.shown && std::is_sorted(asked.begin(), asked.end());
  if (same) return "";
  std::string text = "locations [";
  for (int i = 0; i < test.shown; ++i) {
    if (i > 0) text += " ";
    text += test.observed[static_cast<std::size_t>(i)].name + ";";
  }
  return text + "]\n";
}

}  // namespace

std::string to_litmus(const Test& test) {
  std::string text = header(test) + init_block(test) + "\n";
  for (std::size_t i = 0; i < test.threads.size(); ++i) text += thread(test, static_cast<int>(i));
  text += locations_clause(test);
  if (test.filter.kind != Proposition::Kind::True) {
    text += "filter (" + to_string(test.filter, test) + ")\n";
  }
  return text + to_string(test.condition, test) + "\n";
}

}  // namespace litmus
