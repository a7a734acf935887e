// The threads: first all their parameter lists, from which (with the init block) the table of
// locations is made, then their bodies.
//
//     P0 (atomic_int* x, std::atomic<int>& y) { ... }
//
// Tested by parse_test.cpp and the malformed tests (malformed/thread-*, parameter-*).
#include "lang/locations.h"
#include "lang/open_order.h"
#include "lang/size.h"

namespace litmus {
namespace {

Parameter parse_parameter(Parser& parser) {
  Parameter parameter;
  const Position begin = parser.peek().at;
  parameter.type = parse_type(parser);
  parameter.reference = parameter.type.is_reference;
  parameter.at = parser.peek().at;
  parameter.name = parse_new_name(parser, "the name of a shared variable").text;
  std::string& spelling = parameter.type.spelling;
  if (parameter.type.is_auto || (!parameter.reference && !parameter.type.type.is_pointer())) {
    parser.fail(begin, "a thread's parameters are its shared variables, by pointer or reference",
                "write " + spelling + "* " + std::string(parameter.name));
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
std::string_view parse_thread_name(Parser& parser, std::size_t expected) {
  const Token& token = parser.peek();
  const std::string name = "P" + std::to_string(expected);
  if (token.is_word() && token.text == name) return parser.next().text;
  if (!names_thread(token)) {
    parser.fail_expected("thread " + name, "a thread is P0 (atomic_int* x) { ... }");
  }
  parser.fail(token.at, "expected thread " + name + ", found " + shown(token),
              "threads are P0, P1, P2, ... in order");
}

// To behind the '}' that closes the body.
void skip_body(Parser& parser, const Token& open) {
  for (int depth = 1; depth > 0;) {
    if (parser.at_end()) parser.fail(open.at, "this '{' is never closed");
    const Token& token = parser.next();
    depth += token.is("{");
    depth -= token.is("}");
  }
}

void note_for_hash(HashText& hash, std::string_view name, const Signature& signature,
                   std::string_view body) {
  std::string& code = hash.code;
  if (!code.empty()) code += '|';
  code += ' ';
  code += name;
  std::string_view before = "(";
  for (const Parameter& parameter : signature.parameters) {
    code += before;
    code += parameter.type.spelling;
    code += ' ';
    code += parameter.name;
    before = ", ";
  }
  if (signature.parameters.empty()) code += before;
  code += ") {\n";
  code += body;
  code += "\n}\n ";
}

Signature parse_signature(Parser& parser, std::size_t index) {
  if (index >= kMaxThreads) {
    parser.fail(parser.peek().at, "more than " + std::to_string(kMaxThreads) + " threads");
  }
  if (parser.accept("static")) {
  }
  if (parser.accept("void")) parser.accept("*");
  const std::string_view name = parse_thread_name(parser, index);
  parser.expect("(", [&] { return "after " + std::string(name); });
  Signature signature;
  signature.parameters.reserve(kUsualCount);
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
        parser.fail(parameter.at,
                    std::string(name) + " names '" + std::string(parameter.name) + "' twice");
      }
    }
    signature.parameters.push_back(std::move(parameter));
  }
  parser.expect(")", [&] { return "after the parameters of " + std::string(name); });
  const Token& open = parser.expect("{", [&] { return "before the body of " + std::string(name); });
  signature.body = parser.next_token;
  skip_body(parser, open);

  const std::size_t begin = open.offset + 1;
  const std::size_t end = parser.next_token[-1].offset;
  note_for_hash(parser.hash_text, name, signature, parser.source.text.substr(begin, end - begin));
  return signature;
}

void open_scope(Parser& parser, std::size_t thread, const Signature& signature) {
  parser.thread = static_cast<int>(thread);
  parser.names.clear();
  parser.loops = 0;
  for (std::size_t i = 0; i < signature.parameters.size(); ++i) {
    const Parameter& parameter = signature.parameters[i];
    parser.names.push_back({.name = std::string(parameter.name),
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
  return token.is("void") || token.is("static") || names_thread(token);
}

}  // namespace

void parse_threads(Parser& parser, const std::vector<InitItem>& init) {
  parser.accept(";");  // after the init block, as some write it
  std::vector<Signature> signatures;
  signatures.reserve(kUsualCount);
  do {
    signatures.push_back(parse_signature(parser, signatures.size()));
  } while (thread_begins(parser));
  const Token* const after = parser.next_token;

  make_locations(parser, init, signatures);
  parser.names.reserve(2 * kUsualCount);
  for (std::size_t i = 0; i < signatures.size(); ++i) {
    open_scope(parser, i, signatures[i]);
    parser.next_token = signatures[i].body;
    parse_body(parser);
    parser.expect("}", [&] { return "at the end of P" + std::to_string(i); });
    check_size(parser, parser.body().body);
    for (const Position at : parts_in_open_order(parser.body().body)) {
      parser.warn(at,
                  "the parts of one expression are taken from left to right, which compilers "
                  "need not do: write a statement for each");
    }
  }
  parser.next_token = after;
}

}  // namespace litmus
