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
                          std::string_view name) {
  const int target = target_of(parser, token);
  if (!type.is_pointer()) {
    parser.fail(
        token.at,
        "'" + std::string(name) + "' holds " + to_c(type) + ", not the address of " + shown(token),
        "an initial value is a number");
  }
  const Type pointee = type.pointee();
  if (pointee != parser.test.locations[static_cast<std::size_t>(target)].type) {
    parser.fail(token.at, "'" + std::string(name) + "' points to " + to_c(pointee) + ", but " +
                              shown(token) + " is " + to_c(parser.location_type(target)));
  }
  return pointer_to(static_cast<std::size_t>(target));
}

// A number, or the address of the variable that `token` names, for an object of this type.
Value initial_value(const Parser& parser, const Token& token, Type type, std::string_view name) {
  if (token.is_word()) return address_of_variable(parser, token, type, name);
  Token digits = token;
  const bool negative = digits.text[0] == '-';
  if (negative) {
    digits.text.remove_prefix(digits.text.find_first_of("0123456789"));
  }
  const auto number = static_cast<std::uint64_t>(parse_number(parser, digits));
  const auto value = static_cast<Value>(negative ? 0 - number : number);
  if (type.is_pointer() && value != 0) {
    parser.fail(token.at,
                "'" + std::string(name) + "' is a pointer; it can hold 0 or a variable's address");
  }
  if (wrap(type, value) != value) {
    parser.fail(token.at, "'" + std::string(name) + "' is " + to_c(type) + " and can not hold " +
                              shown(token));
  }
  return value;
}

// --- types

// Where a location's type was first said.
struct Origin {
  Position at;
  int thread = -1;  // -1: in the init block
  bool typed = false;
};

std::string shown(const Origin& origin) {
  return origin.thread < 0 ? "the init block" : "P" + std::to_string(origin.thread);
}

class Locations {
 public:
  Locations(Parser& parser, const std::vector<InitItem>& init) : parser_(parser), init_(init) {
    parser.test.locations.reserve(kUsualCount);
    origins_.reserve(kUsualCount);
  }

  void run(const std::vector<Signature>& threads) {
    for (const InitItem& item : init_) {
      if (item.thread < 0) declare(item);
    }
    for (std::size_t i = 0; i < threads.size(); ++i) {
      name_all(threads[i].parameters, i);
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

  int add(std::string name, Type type, Origin origin) {
    if (parser_.test.locations.size() >= kMaxLocations) {
      parser_.fail(origin.at, "more than " + std::to_string(kMaxLocations) + " shared variables");
    }
    parser_.test.locations.push_back({.name = std::move(name), .type = type});
    origins_.push_back(origin);
    return static_cast<int>(parser_.test.locations.size()) - 1;
  }

  void declare(const InitItem& item) {
    const bool typed = item.form == InitItem::Form::Typed;
    const Origin origin = {.at = item.at, .typed = typed};
    if (typed && item.type.type.pointers == 2) {
      parser_.fail(item.at, "a shared variable is no pointer to a pointer");
    }
    if (item.array == 0) {
      at(add(std::string(item.name), item.type.type, origin)).in_init = true;
      return;
    }
    if (item.type.type.is_pointer()) {
      parser_.fail(item.at, "arrays of pointers are not modelled");
    }
    for (int i = 0; i < item.array; ++i) {
      std::string element = std::string(item.name) + "[" + std::to_string(i) + "]";
      at(add(std::move(element), item.type.type, origin)).in_init = true;
    }
    at(static_cast<int>(parser_.test.locations.size()) - item.array).array = item.array;
  }

  void name_all(const std::vector<Parameter>& parameters, std::size_t thread) {
    std::vector<int>& named = parser_.test.threads[thread].parameters;
    named.reserve(parameters.size());
    for (const Parameter& parameter : parameters) {
      named.push_back(name(parameter, {parameter.at, static_cast<int>(thread), true}));
    }
  }

  int name(const Parameter& parameter, Origin here) {
    const Type type = parameter.type.type;
    const int index = find_location(parser_.test, parameter.name);
    if (index < 0) return add(std::string(parameter.name), type, here);
    if (!origin(index).typed) {
      at(index).type = type;
      origin(index) = here;
    } else if (at(index).type != type) {
      agree(parameter, here, index);
    }
    return index;
  }

  // The field writes `int x=0` for what threads call atomic_int* x; the init block then only gave
  // the value. Any other disagreement is an error.
  void agree(const Parameter& parameter, Origin here, int index) {
    const Type type = parameter.type.type;
    Type non_atomic = type;
    non_atomic.atomic = false;
    const Origin first = origin(index);
    if (first.thread < 0 && at(index).type == non_atomic) {
      const int elements = std::max(1, at(index).array);
      for (int i = 0; i < elements; ++i) at(index + i).type = type;
      origin(index) = here;
      return;
    }
    parser_.fail(here.at,
                 shown(here) + " calls '" + std::string(parameter.name) + "' " + to_c(type) +
                     ", but " + shown(first) + " calls it " + to_c(at(index).type),
                 shown(first) + " says so on line " + std::to_string(first.at.line) + ", column " +
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
    origin(index) = {.at = item.at, .typed = true};
  }

  void initialise(const InitItem& item) {
    const int first = find_location(parser_.test, item.name);
    for (std::size_t i = 0; i < item.values.size(); ++i) {
      Location& location = at(first + static_cast<int>(i));
      location.initial = initial_value(parser_, item.values[i], location.type, item.name);
    }
    if (item.form == InitItem::Form::UntypedPointer && !at(first).type.is_pointer()) {
      parser_.fail(item.at, "'" + std::string(item.name) + "' is " + to_c(at(first).type) +
                                ", not a pointer");
    }
  }

  Parser& parser_;
  const std::vector<InitItem>& init_;
  std::vector<Origin> origins_;
};

// --- locals that the init block sets: 0:r0=5

void add_initial_locals(Parser& parser, const std::vector<InitItem>& init,
                        const std::vector<Signature>& threads) {
  for (const InitItem& item : init) {
    if (item.thread < 0) continue;
    const auto thread = static_cast<std::size_t>(item.thread);
    if (thread >= parser.test.threads.size()) {
      parser.fail(item.at, "there is no thread P" + std::to_string(item.thread));
    }
    const auto& parameters = threads[thread].parameters;
    const bool is_parameter =
        std::ranges::find(parameters, item.name, &Parameter::name) != parameters.end();
    // 0:x=x says of the parameter x what it is anyway.
    if (is_parameter && item.values.size() == 1 && item.values[0].text == item.name) continue;
    if (is_parameter) {
      parser.fail(item.at,
                  "'" + std::string(item.name) + "' is a parameter of P" +
                      std::to_string(item.thread) + ", not a local",
                  "a parameter is the shared variable of its name: let P" +
                      std::to_string(item.thread) + " take that variable itself");
    }
    Local local = {.name = std::string(item.name), .type = item.type.type};
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

// "int *" where the type is spelled "int*", so that the star stands by the name.
std::string type_before_name(const InitItem& item) {
  if (item.form == InitItem::Form::Untyped) return "";
  if (item.form == InitItem::Form::UntypedPointer) return "*";
  std::string spelling = item.type.spelling;
  const bool pointer = spelling.back() == '*';
  if (pointer) spelling.pop_back();
  return spelling += pointer ? " *" : " ";
}

void note_for_hash(Parser& parser, const std::vector<InitItem>& init) {
  for (const InitItem& item : init) {
    std::string text = type_before_name(item);
    if (item.thread >= 0) text += std::to_string(item.thread) + ":";
    text += item.name;
    if (item.array > 0) {
      text += "[" + std::to_string(item.array) + "]";
    } else {
      text += '=';
      text += item.values.empty() ? "0" : item.values[0].text;
    }
    parser.hash_text.init.push_back(
        {.name = {.thread = item.thread, .name = item.name}, .text = std::move(text)});
  }
}

}  // namespace

void make_locations(Parser& parser, const std::vector<InitItem>& init,
                    const std::vector<Signature>& threads) {
  parser.test.threads.resize(threads.size());
  Locations(parser, init).run(threads);
  add_initial_locals(parser, init, threads);
  note_for_hash(parser, init);
}

}  // namespace litmus
