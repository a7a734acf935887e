// Building and evaluating terms; see term.h.
#include "model/term.h"

#include "harness/error.h"

namespace litmus {
namespace {

bool is_constant(const std::vector<Term>& terms, int at) {
  return terms[static_cast<std::size_t>(at)].kind == Term::Kind::Constant;
}

bool operands_constant(const std::vector<Term>& terms, const Term& term) {
  for (int operand : {term.a, term.b, term.c}) {
    if (operand >= 0 && !is_constant(terms, operand)) return false;
  }
  return true;
}

Value compute(const Term& term, Value a, Value b) {
  switch (term.kind) {
    case Term::Kind::Unary: return apply(term.op, term.type, a);
    case Term::Kind::Binary: return apply(term.op, term.type, a, b);
    case Term::Kind::Wrap: return wrap(term.type, a);
    case Term::Kind::Updated: return updated(term.op, term.type, a, b);
    default: CHECK(false && "a term with operands"); return 0;
  }
}

// Both sides of a conditional become its type: in `r ? 0u : -1` the right one is unsigned.
int converted(std::vector<Term>& terms, const Expr& conditional, std::size_t side, int term) {
  if (conditional.operands[side].type.value() == conditional.type.value()) return term;
  return add_term(terms, {.kind = Term::Kind::Wrap, .type = conditional.type, .a = term});
}

}  // namespace

bool evaluate(const std::vector<Term>& terms, int at, const Knowledge& knowledge, int base,
              Value& result) {
  const Term& term = terms[static_cast<std::size_t>(at)];
  auto known = [&](int i) { return knowledge.known[static_cast<std::size_t>(base + i)] != 0; };
  auto value = [&](int i) { return knowledge.value[static_cast<std::size_t>(base + i)]; };
  switch (term.kind) {
    case Term::Kind::Constant: result = term.value; return true;
    case Term::Kind::Read: return false;
    case Term::Kind::Choose: {
      if (!known(term.a)) return false;
      int chosen = value(term.a) != 0 ? term.b : term.c;
      if (!known(chosen)) return false;
      result = value(chosen);
      return true;
    }
    default:
      if (!known(term.a) || (term.b >= 0 && !known(term.b))) return false;
      result = compute(term, value(term.a), term.b >= 0 ? value(term.b) : 0);
      return true;
  }
}

int add_constant(std::vector<Term>& terms, Value value) {
  // Small programs use few constants, again and again.
  for (std::size_t i = 0; i < terms.size(); ++i) {
    if (is_constant(terms, static_cast<int>(i)) && terms[i].value == value) {
      return static_cast<int>(i);
    }
  }
  terms.push_back({.kind = Term::Kind::Constant, .value = value});
  return static_cast<int>(terms.size()) - 1;
}

int add_term(std::vector<Term>& terms, const Term& term) {
  auto value = [&](int i) { return i < 0 ? 0 : terms[static_cast<std::size_t>(i)].value; };
  if (term.kind == Term::Kind::Choose && is_constant(terms, term.a)) {
    return value(term.a) != 0 ? term.b : term.c;
  }
  bool folds = term.kind != Term::Kind::Read && term.kind != Term::Kind::Choose;
  if (folds && operands_constant(terms, term)) {
    if (term.kind == Term::Kind::Constant) return add_constant(terms, term.value);
    return add_constant(terms, compute(term, value(term.a), value(term.b)));
  }
  if (term.kind != Term::Kind::Read) {
    for (std::size_t i = 0; i < terms.size(); ++i) {
      if (terms[i] == term) return static_cast<int>(i);
    }
  }
  terms.push_back(term);
  return static_cast<int>(terms.size()) - 1;
}

int add_expression(std::vector<Term>& terms, const Expr& e, const std::vector<int>& registers) {
  auto operand = [&](std::size_t i) { return add_expression(terms, e.operands[i], registers); };
  switch (e.kind) {
    case Expr::Kind::Constant: return add_constant(terms, wrap(e.type, e.value));
    case Expr::Kind::Register: return registers[static_cast<std::size_t>(e.index)];
    case Expr::Kind::Address:
      return add_constant(terms, pointer_to(static_cast<std::size_t>(e.index)));
    case Expr::Kind::Cast: {
      int a = operand(0);
      return add_term(terms, {.kind = Term::Kind::Wrap, .type = e.type, .a = a});
    }
    case Expr::Kind::Unary: {
      int a = operand(0);
      Type type = promoted(e.operands[0].type);
      return add_term(terms, {.kind = Term::Kind::Unary, .op = e.op, .type = type, .a = a});
    }
    case Expr::Kind::Binary: {
      int a = operand(0), b = operand(1);
      return add_term(terms, {.kind = Term::Kind::Binary, .op = e.op, .type = operand_type(e),
                              .a = a, .b = b});
    }
    case Expr::Kind::Conditional: {
      int a = operand(0), b = converted(terms, e, 1, operand(1)),
          c = converted(terms, e, 2, operand(2));
      return add_term(terms, {.kind = Term::Kind::Choose, .a = a, .b = b, .c = c});
    }
    default: CHECK(false && "a pure expression"); return -1;
  }
}

}  // namespace litmus
