// The threads: first all their parameter lists, from which (with the init block) the table of
// locations is made, then their bodies.
//
//     P0 (atomic_int* x, std::atomic<int>& y) { ... }
//
// Two threads that name one variable must agree on its type. Tested by parse_test.cpp.
#include <algorithm>

#include "lang/nearest.h"
#include "lang/parser.h"

namespace litmus {
namespace {

struct Parameter {
  TypeName type;  // of the object
  std::string name;
  bool reference = false;
  Position at;
};

struct Signature {
  std::vector<Parameter> parameters;
  std::size_t body = 0;  // index of the token after '{'
};

// --- parameter lists

Parameter parse_parameter(Parser& parser) {
  Parameter parameter;
  const Position begin = parser.peek().at;
  parameter.type = parse_type(parser);
  parameter.reference = parameter.type.is_reference;
  if (!parser.peek().is_word()) parser.fail_expected("the name of a shared variable");
  parameter.at = parser.peek().at;
  parameter.name = parser.next().text;
  std::string& spelling = parameter.type.spelling;
  if (parameter.type.is_auto || (!parameter.reference && !parameter.type.type.is_pointer())) {
    parser.fail(begin, "a thread's parameters are its shared variables, by pointer or reference",
                "write " + spelling + "* " + parameter.name);
  }
  if (parameter.reference) {
    spelling += "*";
    if (parameter.type.type.pointers == 2) {
      parser.fail(begin, "a shared variable is no pointer to a pointer");
    }
  } else {
    parameter.type.type = parameter.type.type.pointee();
  }
  if (parameter.type.type.is_void()) parser.fail(begin, "'void*' is not modelled");
  return parameter;
}

// P3; fails unless it is the thread that comes next.
void parse_thread_name(Parser& parser, std::size_t expected) {
  const Token token = parser.peek();
  const std::string name = "P" + std::to_string(expected);
  if (token.is_word() && token.text == name) {
    parser.next();
    return;
  }
  const bool thread = token.is_word() && token.text.size() > 1 && token.text[0] == 'P' &&
                      token.text.find_first_not_of("0123456789", 1) == std::string_view::npos;
  if (!thread) {
    parser.fail_expected("thread " + name, "a thread is P0 (atomic_int* x) { ... }");
  }
  parser.fail(token.at, "expected thread " + name + ", found " + shown(token),
              "threads are P0, P1, P2, ... in order");
}

void skip_body(Parser& parser, const Token& open) {
  for (int depth = 1; depth > 0;) {
    if (parser.at_end()) parser.fail(open.at, "this '{' is never closed");
    const Token& token = parser.next();
    depth += token.is("{");
    depth -= token.is("}");
  }
}

Signature parse_signature(Parser& parser, std::size_t index) {
  if (index >= kMaxThreads) {
    parser.fail(parser.peek().at, "more than " + std::to_string(kMaxThreads) + " threads");
  }
  if (parser.accept("static")) {
  }
  if (parser.accept("void")) parser.accept("*");
  parse_thread_name(parser, index);
  const std::string name = "P" + std::to_string(index);
  parser.expect("(", "after " + name);
  Signature signature;
  while (!parser.peek().is(")")) {
    if (!signature.parameters.empty()) {
      parser.expect(",", "between parameters");
    } else if (parser.peek().is("void") && parser.peek(1).is(")")) {
      parser.next();
      break;
    }
    Parameter parameter = parse_parameter(parser);
    for (const Parameter& earlier : signature.parameters) {
      if (earlier.name == parameter.name) {
        parser.fail(parameter.at, name + " names '" + parameter.name + "' twice");
      }
    }
    signature.parameters.push_back(std::move(parameter));
  }
  parser.expect(")", "after the parameters of " + name);
  const Token open = parser.expect("{", "before the body of " + name);
  signature.body = parser.next_token;
  skip_body(parser, open);

  const std::size_t begin = open.offset + 1;
  const std::size_t end = parser.tokens[parser.next_token - 1].offset;
  std::string text = name + "(";
  for (const Parameter& parameter : signature.parameters) {
    if (text.back() != '(') text += ", ";
    text += parameter.type.spelling + " " + parameter.name;
  }
  text += ") {\n" + std::string(parser.source.text.substr(begin, end - begin)) + "\n}";
  parser.hash_text.threads.push_back(std::move(text));
  return signature;
}

// --- the table of locations

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
      const int target = target_of(item.values[0]);
      if (at(target).type.is_pointer()) {
        parser_.fail(item.at, "a shared variable is no pointer to a pointer");
      }
      at(index).type = at(target).type.pointer();
    } else if (item.form == InitItem::Form::UntypedPointer) {
      at(index).type = Type{}.pointer();
    }
    origin(index) = {item.at, "the init block", true};
  }

  int target_of(const Token& token) const {
    const int target = find_location(parser_.test, token.text);
    if (target < 0) {
      parser_.fail(token.at, "there is no variable " + shown(token) + " to point to",
                   "name it in the init block or in a thread's parameter list");
    }
    return target;
  }

  void initialise(const InitItem& item) {
    const int first = find_location(parser_.test, item.name);
    for (std::size_t i = 0; i < item.values.size(); ++i) {
      Location& location = at(first + static_cast<int>(i));
      location.initial = initial_value(item.values[i], location.type, item.name);
    }
    if (item.form == InitItem::Form::UntypedPointer && !at(first).type.is_pointer()) {
      parser_.fail(item.at, "'" + item.name + "' is " + to_c(at(first).type) + ", not a pointer");
    }
  }

 public:
  Value initial_value(const Token& token, Type type, const std::string& name) const {
    if (token.is_word()) {
      const int target = target_of(token);
      if (!type.is_pointer()) {
        parser_.fail(token.at,
                     "'" + name + "' holds " + to_c(type) + ", not the address of " + shown(token),
                     "an initial value is a number");
      }
      const Type pointee = type.pointee();
      if (pointee != parser_.test.locations[static_cast<std::size_t>(target)].type) {
        parser_.fail(token.at, "'" + name + "' points to " + to_c(pointee) + ", but " +
                                   shown(token) + " is " + to_c(parser_.location_type(target)));
      }
      return pointer_to(static_cast<std::size_t>(target));
    }
    Token digits = token;
    const bool negative = digits.text[0] == '-';
    if (negative) {
      digits.text.remove_prefix(digits.text.find_first_of("0123456789"));
    }
    const auto number = static_cast<std::uint64_t>(parse_number(parser_, digits));
    const auto value = static_cast<Value>(negative ? 0 - number : number);
    if (type.is_pointer() && value != 0) {
      parser_.fail(token.at, "'" + name + "' is a pointer; it can hold 0 or a variable's address");
    }
    if (wrap(type, value) != value) {
      parser_.fail(token.at,
                   "'" + name + "' is " + to_c(type) + " and can not hold " + shown(token));
    }
    return value;
  }

 private:
  Parser& parser_;
  const std::vector<InitItem>& init_;
  std::vector<Origin> origins_;
};

// --- locals that the init block sets: 0:r0=5

void add_initial_locals(Parser& parser, const std::vector<InitItem>& init,
                        const Locations& locations) {
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
      local.initial = locations.initial_value(item.values[0], local.type, item.name);
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

void open_scope(Parser& parser, std::size_t thread, const Signature& signature) {
  parser.thread = static_cast<int>(thread);
  parser.names.clear();
  parser.loops = 0;
  for (std::size_t i = 0; i < signature.parameters.size(); ++i) {
    const Parameter& parameter = signature.parameters[i];
    parser.names.push_back({.name = parameter.name,
                            .at = parameter.at,
                            .location = parser.test.threads[thread].parameters[i],
                            .reference = parameter.reference});
  }
  const std::vector<Local>& locals = parser.test.threads[thread].locals;
  for (std::size_t i = 0; i < locals.size(); ++i) {
    parser.names.push_back({.name = locals[i].name, .at = {}, .local = static_cast<int>(i)});
  }
}

bool thread_begins(const Parser& parser) {
  const Token& token = parser.peek();
  return token.is("void") || token.is("static") ||
         (token.is_word() && token.text.size() > 1 && token.text[0] == 'P' &&
          token.text.find_first_not_of("0123456789", 1) == std::string_view::npos);
}

}  // namespace

int find_location(const Test& test, std::string_view name) {
  for (std::size_t i = 0; i < test.locations.size(); ++i) {
    const Location& location = test.locations[i];
    std::string_view known = location.name;
    if (known == name) return static_cast<int>(i);
    if (location.array > 0 && known.substr(0, known.find('[')) == name) return static_cast<int>(i);
  }
  return -1;
}

int find_local(const Thread& thread, std::string_view name) {
  for (std::size_t i = 0; i < thread.locals.size(); ++i) {
    if (thread.locals[i].name == name) return static_cast<int>(i);
  }
  return -1;
}

void parse_threads(Parser& parser, const std::vector<InitItem>& init) {
  parser.accept(";");  // after the init block, as some write it
  std::vector<Signature> signatures;
  do {
    signatures.push_back(parse_signature(parser, signatures.size()));
  } while (thread_begins(parser));
  const std::size_t after = parser.next_token;

  parser.test.threads.resize(signatures.size());
  Locations locations(parser, init);
  locations.run(signatures);
  add_initial_locals(parser, init, locations);
  note_for_hash(parser, init);
  for (std::size_t i = 0; i < signatures.size(); ++i) {
    open_scope(parser, i, signatures[i]);
    parser.next_token = signatures[i].body;
    parse_body(parser);
    parser.expect("}", "at the end of P" + std::to_string(i));
  }
  parser.next_token = after;
}

}  // namespace litmus
