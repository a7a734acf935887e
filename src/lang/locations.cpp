// Who says which type first decides; all others must agree. Tested by parse_test.cpp and by the
// malformed tests (malformed/init-*, parameter-*).
#include "lang/locations.h"

#include <algorithm>

namespace litmus {
namespace {

// --- initial values

int target_of(const Parser& parser, const Token& token) {
  const int target = find_location(parser.test, token.text);
  if (target < 0) {
    parser.fail(token.at, "there is no variable " + shown(token) + " to point to",
                "name it in the init block or in a thread's parameter list");
  }
  return target;
}

Value address_of_variable(const Parser& parser, const Token& token, Type type,
                          const std::string& name) {
  const int target = target_of(parser, token);
  if (!type.is_pointer()) {
    parser.fail(token.at,
                "'" + name + "' holds " + to_c(type) + ", not the address of " + shown(token),
                "an initial value is a number");
  }
  const Type pointee = type.pointee();
  if (pointee != parser.test.locations[static_cast<std::size_t>(target)].type) {
    parser.fail(token.at, "'" + name + "' points to " + to_c(pointee) + ", but " + shown(token) +
                              " is " + to_c(parser.location_type(target)));
  }
  return pointer_to(static_cast<std::size_t>(target));
}

// A number, or the address of the variable that `token` names, for an object of this type.
Value initial_value(const Parser& parser, const Token& token, Type type, const std::string& name) {
  if (token.is_word()) return address_of_variable(parser, token, type, name);
  Token digits = token;
  const bool negative = digits.text[0] == '-';
  if (negative) {
    digits.text.remove_prefix(digits.text.find_first_of("0123456789"));
  }
  const auto number = static_cast<std::uint64_t>(parse_number(parser, digits));
  const auto value = static_cast<Value>(negative ? 0 - number : number);
  if (type.is_pointer() && value != 0) {
    parser.fail(token.at, "'" + name + "' is a pointer; it can hold 0 or a variable's address");
  }
  if (wrap(type, value) != value) {
    parser.fail(token.at, "'" + name + "' is " + to_c(type) + " and can not hold " + shown(token));
  }
  return value;
}

// --- types

// Where a location's type was first said.
struct Origin {
  Position at;
  std::string who;  // "P0", "the init block"
  bool typed = false;
};

class Locations {
 public:
  Locations(Parser& parser, const std::vector<InitItem>& init) : parser_(parser), init_(init) {}

  void run(const std::vector<Signature>& threads) {
    for (const InitItem& item : init_) {
      if (item.thread < 0) declare(item);
    }
    for (std::size_t i = 0; i < threads.size(); ++i) {
      for (const Parameter& parameter : threads[i].parameters) name(parameter, i);
    }
    for (const InitItem& item : init_) {
      if (item.thread < 0) give_untyped_pointer_a_type(item);
    }
    for (const InitItem& item : init_) {
      if (item.thread < 0) initialise(item);
    }
  }

 private:
  Location& at(int index) { return parser_.test.locations[static_cast<std::size_t>(index)]; }
  Origin& origin(int index) { return origins_[static_cast<std::size_t>(index)]; }

  int add(const std::string& name, Type type, Origin origin) {
    if (parser_.test.locations.size() >= kMaxLocations) {
      parser_.fail(origin.at, "more than " + std::to_string(kMaxLocations) + " shared variables");
    }
    parser_.test.locations.push_back({.name = name, .type = type});
    origins_.push_back(std::move(origin));
    return static_cast<int>(parser_.test.locations.size()) - 1;
  }

  void declare(const InitItem& item) {
    const bool typed = item.form == InitItem::Form::Typed;
    const Origin origin = {item.at, "the init block", typed};
    if (typed && item.type.type.pointers == 2) {
      parser_.fail(item.at, "a shared variable is no pointer to a pointer");
    }
    if (item.array == 0) {
      at(add(item.name, item.type.type, origin)).in_init = true;
      return;
    }
    if (item.type.type.is_pointer()) {
      parser_.fail(item.at, "arrays of pointers are not modelled");
    }
    for (int i = 0; i < item.array; ++i) {
      const std::string element = item.name + "[" + std::to_string(i) + "]";
      at(add(element, item.type.type, origin)).in_init = true;
    }
    at(static_cast<int>(parser_.test.locations.size()) - item.array).array = item.array;
  }

  void name(const Parameter& parameter, std::size_t thread) {
    const std::string who = "P" + std::to_string(thread);
    const Type type = parameter.type.type;
    int index = find_location(parser_.test, parameter.name);
    if (index < 0) index = add(parameter.name, type, {parameter.at, who, true});
    if (!origin(index).typed) {
      at(index).type = type;
      origin(index) = {parameter.at, who, true};
    } else if (at(index).type != type) {
      agree(parameter, who, index);
    }
    parser_.test.threads[thread].parameters.push_back(index);
  }

  // The field writes `int x=0` for what threads call atomic_int* x; the init block then only gave
  // the value. Any other disagreement is an error.
  void agree(const Parameter& parameter, const std::string& who, int index) {
    const Type type = parameter.type.type;
    Type non_atomic = type;
    non_atomic.atomic = false;
    const Origin first = origin(index);
    if (first.who == "the init block" && at(index).type == non_atomic) {
      const int elements = std::max(1, at(index).array);
      for (int i = 0; i < elements; ++i) at(index + i).type = type;
      origin(index) = {parameter.at, who, true};
      return;
    }
    parser_.fail(parameter.at,
                 who + " calls '" + parameter.name + "' " + to_c(type) + ", but " + first.who +
                     " calls it " + to_c(at(index).type),
                 first.who + " says so on line " + std::to_string(first.at.line) + ", column " +
                     std::to_string(first.at.column) + "; all must agree");
  }

  // `*p=x` and `[p]=x` of a p that no thread names: a pointer to what x is.
  void give_untyped_pointer_a_type(const InitItem& item) {
    const int index = find_location(parser_.test, item.name);
    if (origin(index).typed) return;
    const bool named = !item.values.empty() && item.values[0].is_word();
    if (named) {
      const int target = target_of(parser_, item.values[0]);
      if (at(target).type.is_pointer()) {
        parser_.fail(item.at, "a shared variable is no pointer to a pointer");
      }
      at(index).type = at(target).type.pointer();
    } else if (item.form == InitItem::Form::UntypedPointer) {
      at(index).type = Type{}.pointer();
    }
    origin(index) = {item.at, "the init block", true};
  }

  void initialise(const InitItem& item) {
    const int first = find_location(parser_.test, item.name);
    for (std::size_t i = 0; i < item.values.size(); ++i) {
      Location& location = at(first + static_cast<int>(i));
      location.initial = initial_value(parser_, item.values[i], location.type, item.name);
    }
    if (item.form == InitItem::Form::UntypedPointer && !at(first).type.is_pointer()) {
      parser_.fail(item.at, "'" + item.name + "' is " + to_c(at(first).type) + ", not a pointer");
    }
  }

  Parser& parser_;
  const std::vector<InitItem>& init_;
  std::vector<Origin> origins_;
};

// --- locals that the init block sets: 0:r0=5

void add_initial_locals(Parser& parser, const std::vector<InitItem>& init) {
  for (const InitItem& item : init) {
    if (item.thread < 0) continue;
    const auto thread = static_cast<std::size_t>(item.thread);
    if (thread >= parser.test.threads.size()) {
      parser.fail(item.at, "there is no thread P" + std::to_string(item.thread));
    }
    Local local = {.name = item.name, .type = item.type.type};
    if (item.form != InitItem::Form::Typed && !item.values.empty() && item.values[0].is_word()) {
      const int target = find_location(parser.test, item.values[0].text);
      if (target >= 0) local.type = parser.location_type(target).pointer();
    } else if (item.form == InitItem::Form::UntypedPointer) {
      local.type = Type{}.pointer();
    }
    if (local.type.atomic || local.type.base == Type::Base::Mutex || local.type.pointers == 2) {
      parser.fail(item.at, "a local holds an integer or a pointer to a shared variable");
    }
    if (!item.values.empty()) {
      local.initial = initial_value(parser, item.values[0], local.type, item.name);
    }
    parser.test.threads[thread].locals.push_back(std::move(local));
  }
}

// --- the hash's idea of the init block

void note_for_hash(Parser& parser, const std::vector<InitItem>& init) {
  for (const InitItem& item : init) {
    std::string name = item.name;
    if (item.thread >= 0) name = std::to_string(item.thread) + ":" + name;
    std::string text = name;
    if (item.form == InitItem::Form::UntypedPointer) text = "*" + name;
    if (item.form == InitItem::Form::Typed) {
      const std::string& spelling = item.type.spelling;
      const bool pointer = spelling.back() == '*';
      text =
          pointer ? spelling.substr(0, spelling.size() - 1) + " *" + name : spelling + " " + name;
    }
    if (item.array > 0) {
      text += "[" + std::to_string(item.array) + "]";
    } else {
      text += "=" + (item.values.empty() ? "0" : std::string(item.values[0].text));
    }
    parser.hash_text.init.push_back({item.thread, item.name, -1, std::move(text)});
  }
}

}  // namespace

void make_locations(Parser& parser, const std::vector<InitItem>& init,
                    const std::vector<Signature>& threads) {
  parser.test.threads.resize(threads.size());
  Locations(parser, init).run(threads);
  add_initial_locals(parser, init);
  note_for_hash(parser, init);
}

}  // namespace litmus
