/* The loops of text.py and drawn.py over what stands on a page, compiled; what they do and why is written there.

   Built where there is a compiler. text.py and drawn.py do the same without it, to the last bit: whatever is changed in
   one is changed in the other, and test_loops.py compares them. What is seldom asked (the look of a new style, an
   advance that is not known yet, words that are not written from left to right) is left to the methods of TextReading. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <math.h>
#include <stdint.h>

/* pdfium's functions, as bind() was given them, in the order of names[] */
static struct {
    void *(*text_object)(void *, int);
    int (*char_origin)(void *, int, double *, double *);
    int (*is_generated)(void *, int);
    int (*is_unmapped)(void *, int);
    int (*char_matrix)(void *, int, float *);
    double (*char_size)(void *, int);
    int (*fill_color)(void *, int, unsigned *, unsigned *, unsigned *, unsigned *);
    int (*stroke_color)(void *, int, unsigned *, unsigned *, unsigned *, unsigned *);
    int (*render_mode)(void *);
    void *(*font_of)(void *);
    int (*content_of)(void *);
    int (*count_objects)(void *);
    void *(*object_at)(void *, int);
    int (*bounds)(void *, float *, float *, float *, float *);
    int (*object_fill)(void *, unsigned *, unsigned *, unsigned *, unsigned *);
    int (*draw_mode)(void *, int *, int *);
    int (*count_segments)(void *);
    void *(*segment_at)(void *, int);
    int (*segment_point)(void *, float *, float *);
    int (*segment_type)(void *);
    int (*segment_closes)(void *);
} pdfium;

static const char *const names[] = {
    "FPDFText_GetTextObject",
    "FPDFText_GetCharOrigin",
    "FPDFText_IsGenerated",
    "FPDFText_HasUnicodeMapError",
    "FPDFText_GetMatrix",
    "FPDFText_GetFontSize",
    "FPDFText_GetFillColor",
    "FPDFText_GetStrokeColor",
    "FPDFTextObj_GetTextRenderMode",
    "FPDFTextObj_GetFont",
    "FPDFPageObj_GetMarkedContentID",
    "FPDFPage_CountObjects",
    "FPDFPage_GetObject",
    "FPDFPageObj_GetBounds",
    "FPDFPageObj_GetFillColor",
    "FPDFPath_GetDrawMode",
    "FPDFPath_CountSegments",
    "FPDFPath_GetPathSegment",
    "FPDFPathSegment_GetPoint",
    "FPDFPathSegment_GetType",
    "FPDFPathSegment_GetClose",
};
enum { NAMES = sizeof names / sizeof *names };
enum { STROKED = 1 };          /* a render mode */
enum { CURVE = 1, MOVE = 2 }; /* types of a segment */

_Static_assert(sizeof pdfium == NAMES * sizeof(void *), "a name for each function");

/* where the fields of _Style and _Run stand */
enum { SIZE, BOLD, ITALIC, COLOR, TURN, FALL, HIDDEN, SIGNS, STRETCH, WIDTHS, STYLE_FIELDS };
enum { RUN_STYLE, RUN_X, RUN_Y, RUN_UNMAPPED, RUN_LEVEL, RUN_FIELDS };

typedef struct {
    int start, last;
    void *object;
    double begin, end; /* x of the origins of the first and the last character */
} Span;

/* What decides how the characters of a text object look. */
typedef struct {
    void *font;
    int mode, inked;
    double points;
    float matrix[6];
    unsigned ink[4];
} Look;

typedef struct {
    PyObject *reading;              /* the TextReading */
    PyObject *runs, *styles, *words; /* its dictionaries and its list */
    PyObject *hidden, *levels;
    PyObject *text;
    PyObject *word, *run; /* the classes Word and _Run */
    void *page;           /* pdfium's text page */
    int count;            /* characters of the text */
    double a, b, c, d, e, f, width, height, tight;
    /* the last word (a new reference, or NULL), where it ends and stands, and the place behind it */
    PyObject *before;
    double before_x1, before_base;
    int after;
    /* the look of the text object before, and its style (borrowed from styles) */
    Look look;
    PyObject *style;
} Page;

static int number(PyObject *holder, const char *name, double *value)
{
    PyObject *found = PyObject_GetAttrString(holder, name);
    if (!found)
        return -1;
    *value = PyFloat_AsDouble(found);
    Py_DECREF(found);
    return *value == -1.0 && PyErr_Occurred() ? -1 : 0;
}

/* Take an address from Python; of no use before bind() was called, so that no function is called that is not there. */
static int to_address(PyObject *given, void *address)
{
    if (!pdfium.text_object) {
        PyErr_SetString(PyExc_RuntimeError, "bind was not called");
        return 0;
    }
    *(void **)address = PyLong_AsVoidPtr(given);
    return !PyErr_Occurred();
}

/* ---------------------------------------------------------------- the last word, here and in the TextReading */

static int hand_over(Page *p)
{
    PyObject *after = PyLong_FromLong(p->after);
    int failed = !after || PyObject_SetAttrString(p->reading, "_after", after) < 0 ||
                 PyObject_SetAttrString(p->reading, "_before", p->before ? p->before : Py_None) < 0;
    Py_XDECREF(after);
    return failed ? -1 : 0;
}

static int take_back(Page *p)
{
    PyObject *before = PyObject_GetAttrString(p->reading, "_before");
    PyObject *after = before ? PyObject_GetAttrString(p->reading, "_after") : NULL;
    if (!after) {
        Py_XDECREF(before);
        return -1;
    }
    p->after = (int)PyLong_AsLong(after);
    Py_DECREF(after);
    if (before == Py_None)
        Py_CLEAR(before);
    Py_XSETREF(p->before, before);
    if (PyErr_Occurred())
        return -1;
    if (before && (number(before, "x1", &p->before_x1) < 0 || number(before, "base", &p->before_base) < 0))
        return -1;
    return 0;
}

static int cut_word(Page *p, const Span *span)
{
    if (hand_over(p) < 0)
        return -1;
    PyObject *done = PyObject_CallMethod(p->reading, "_cut_word", "ii", span->start, span->last);
    if (!done)
        return -1;
    Py_DECREF(done);
    return take_back(p);
}

/* ---------------------------------------------------------------- what text objects show: _look_at */

static PyObject *ink_of(const Look *look)
{
    return look->inked ? Py_BuildValue("[III]", look->ink[0], look->ink[1], look->ink[2]) : Py_NewRef(Py_None);
}

static int same(const Look *x, const Look *y)
{
    if (x->font != y->font || x->mode != y->mode || x->points != y->points || x->inked != y->inked)
        return 0;
    for (int k = 0; k < 4; k++)
        if (x->matrix[k] != y->matrix[k])
            return 0;
    return !x->inked || (x->ink[0] == y->ink[0] && x->ink[1] == y->ink[1] && x->ink[2] == y->ink[2]);
}

/* Return the style of a look (borrowed): a known one, or what _style makes of it. */
static PyObject *style_of(Page *p, const Look *look)
{
    if (p->style && same(look, &p->look))
        return p->style;
    PyObject *style = NULL, *font = look->font ? PyLong_FromVoidPtr(look->font) : Py_NewRef(Py_None);
    const float *m = look->matrix;
    const unsigned *i = look->ink;
    PyObject *key = !font          ? NULL
                    : look->inked ? Py_BuildValue("(OidddddIII)", font, look->mode, look->points, m[0], m[1], m[2], m[3],
                                                  i[0], i[1], i[2])
                                  : Py_BuildValue("(Oiddddd)", font, look->mode, look->points, m[0], m[1], m[2], m[3]);
    if (key)
        style = PyDict_GetItemWithError(p->styles, key);
    if (key && !style && !PyErr_Occurred()) {
        PyObject *ink = ink_of(look), *none = PyLong_FromLong(0);
        PyObject *made = ink && none ? PyObject_CallMethod(p->reading, "_style", "Oid(dddd)O", look->font ? font : none,
                                                           look->mode, look->points, m[0], m[1], m[2], m[3], ink)
                                     : NULL;
        Py_XDECREF(ink);
        Py_XDECREF(none);
        if (made && !(PyTuple_Check(made) && PyTuple_GET_SIZE(made) == STYLE_FIELDS &&
                      PyDict_CheckExact(PyTuple_GET_ITEM(made, WIDTHS))))
            PyErr_SetString(PyExc_TypeError, "a style is no _Style");
        else if (made && PyDict_SetItem(p->styles, key, made) == 0)
            style = made;
        Py_XDECREF(made);
    }
    Py_XDECREF(key);
    Py_XDECREF(font);
    if (style) {
        p->look = *look;
        p->style = style;
    }
    return style;
}

static long level_of(Page *p, void *object)
{
    if (!object || !PyDict_GET_SIZE(p->levels))
        return 0;
    PyObject *content = PyLong_FromLong(pdfium.content_of(object));
    PyObject *level = content ? PyDict_GetItemWithError(p->levels, content) : NULL;
    Py_XDECREF(content);
    return level ? PyLong_AsLong(level) : PyErr_Occurred() ? -1 : 0;
}

/* Note what the characters of a text object share, if that is not known yet. */
static int look_at(Page *p, void *object, int index)
{
    PyObject *handle = PyLong_FromVoidPtr(object), *run = NULL;
    int known = handle ? PyDict_Contains(p->runs, handle) : -1;
    if (known == 0) {
        Look look = {.mode = pdfium.render_mode(object), .font = pdfium.font_of(object)};
        look.points = pdfium.char_size(p->page, index);
        int unmapped = pdfium.is_unmapped(p->page, index) != 0;
        pdfium.char_matrix(p->page, index, look.matrix);
        unsigned *ink = look.ink;
        look.inked = (look.mode == STROKED ? pdfium.stroke_color : pdfium.fill_color)(
            p->page, index, ink, ink + 1, ink + 2, ink + 3) != 0;
        PyObject *style = style_of(p, &look);
        long level = style ? level_of(p, object) : 0;
        if (style && !PyErr_Occurred()) {
            double x = look.matrix[4], y = look.matrix[5];
            run = PyObject_CallFunction(p->run, "OddNl", style, p->a * x + p->c * y + p->e,
                                        p->b * x + p->d * y + p->f, PyBool_FromLong(unmapped), level);
        }
        known = run ? PyDict_SetItem(p->runs, handle, run) : -1;
        Py_XDECREF(run);
    }
    Py_XDECREF(handle);
    return known < 0 ? -1 : 0;
}

/* Return a handle as Python has it: None where there is none. */
static PyObject *handle_of(void *object)
{
    return object ? PyLong_FromVoidPtr(object) : Py_NewRef(Py_None);
}

/* ---------------------------------------------------------------- words of one text object: _plain_words */

/* Tell whether two letters may be a ligature: ff, fi, fl, ft, st. */
static int may_be_ligature(Py_UCS4 first, Py_UCS4 second)
{
    return (first == 'f' && (second == 'f' || second == 'i' || second == 'l' || second == 't')) ||
           (first == 's' && second == 't');
}

/* Find how far the last character of a span moves the pen, in ems; 0, or -1 with an exception. */
static int advance_of(Page *p, const Span *span, PyObject *handle, PyObject *style, double *advance)
{
    PyObject *letter = PyUnicode_FromOrdinal((int)PyUnicode_READ_CHAR(p->text, span->last));
    if (!letter)
        return -1;
    PyObject *ems = PyDict_GetItemWithError(PyTuple_GET_ITEM(style, WIDTHS), letter);
    if (ems)
        Py_INCREF(ems);
    else if (!PyErr_Occurred())
        ems = PyObject_CallMethod(p->reading, "_advance", "iOOO", span->last, letter, handle, style);
    Py_DECREF(letter);
    if (!ems)
        return -1;
    *advance = PyFloat_AsDouble(ems);
    Py_DECREF(ems);
    return PyErr_Occurred() ? -1 : 0;
}

static int ends_in_ligature(const Page *p, const Span *span)
{
    return span->last > span->start && may_be_ligature(PyUnicode_READ_CHAR(p->text, span->last - 1),
                                                       PyUnicode_READ_CHAR(p->text, span->last));
}

/* Ask where a ligature ends whose last letter has its origin at x; 0, or -1 with an exception. */
static int ligature_end(Page *p, const Span *span, double x, PyObject *handle, PyObject *style, double *x1)
{
    PyObject *end = PyObject_CallMethod(p->reading, "_ligature", "idOO", span->last, x, handle, style);
    if (!end)
        return -1;
    *x1 = PyFloat_AsDouble(end);
    Py_DECREF(end);
    return PyErr_Occurred() ? -1 : 0;
}

/* Find where the word of a span ends; 0, or -1 with an exception. */
static int end_of(Page *p, const Span *span, PyObject *handle, PyObject *style, double size, double *x1)
{
    double found;
    if (ends_in_ligature(p, span)) {
        if (ligature_end(p, span, span->end, handle, style, &found) < 0)
            return -1;
        *x1 = found + p->e;
        return 0;
    }
    if (advance_of(p, span, handle, style, &found) < 0)
        return -1;
    *x1 = span->end + p->e + found * size;
    return 0;
}

/* Return the text of a span as it counts (a new reference; "" if it shows nothing), NULL with an exception. */
static PyObject *said(Page *p, const Span *span)
{
    PyObject *text = PyUnicode_Substring(p->text, span->start, span->last + 1);
    if (text && !PyUnicode_IS_ASCII(text))
        Py_SETREF(text, PyObject_CallMethod(p->reading, "_said", "OO", text, Py_False));
    if (text && !PyUnicode_CheckExact(text)) {
        PyErr_SetString(PyExc_TypeError, "a text is no str");
        Py_CLEAR(text);
    }
    return text;
}

/* Add a word with the look of a run; ``place`` holds its text and the sides of its box. Return it (a new reference). */
static PyObject *add_word(Page *p, PyObject *run, PyObject *const *place, PyObject *space)
{
    PyObject *style = PyTuple_GET_ITEM(run, RUN_STYLE), *level = PyTuple_GET_ITEM(run, RUN_LEVEL), *id = NULL;
    PyObject *fields[] = {place[0],
                          place[1],
                          place[2],
                          place[3],
                          place[4],
                          PyTuple_GET_ITEM(run, RUN_Y),
                          PyTuple_GET_ITEM(style, SIZE),
                          PyTuple_GET_ITEM(style, BOLD),
                          PyTuple_GET_ITEM(style, ITALIC),
                          PyTuple_GET_ITEM(style, COLOR),
                          PyTuple_GET_ITEM(style, TURN),
                          space};
    PyObject *word = PyObject_Vectorcall(p->word, fields, sizeof fields / sizeof *fields, NULL);
    if (!word)
        return NULL;
    int hidden = PyObject_IsTrue(PyTuple_GET_ITEM(style, HIDDEN)), headed = PyObject_IsTrue(level);
    int failed = hidden < 0 || headed < 0 || PyList_Append(p->words, word) < 0 ||
                 (headed && PyObject_SetAttrString(word, "heading", level) < 0) ||
                 (hidden && (!(id = PyLong_FromVoidPtr(word)) || PySet_Add(p->hidden, id) < 0));
    Py_XDECREF(id);
    if (failed)
        Py_CLEAR(word);
    return word;
}

static int plain_words(Page *p, const Span *span, const Span *end, PyObject *handle, PyObject *run)
{
    PyObject *style = PyTuple_GET_ITEM(run, RUN_STYLE);
    double size = PyFloat_AsDouble(PyTuple_GET_ITEM(style, SIZE)), fall = PyFloat_AsDouble(PyTuple_GET_ITEM(style, FALL));
    double base = PyFloat_AsDouble(PyTuple_GET_ITEM(run, RUN_Y));
    if (PyErr_Occurred())
        return -1;
    double top = base + fall - size, bottom = base + fall, near = p->tight * size, limit = 2 * p->width;
    if (!(0 <= top + bottom && top + bottom <= 2 * p->height))
        return 0;
    if (p->before && fabs(base - p->before_base) >= 0.7 * size)
        Py_CLEAR(p->before);
    int result = -1;
    PyObject *tops = PyFloat_FromDouble(top), *bottoms = PyFloat_FromDouble(bottom), *text = NULL;
    if (!tops || !bottoms)
        goto done;
    for (; span < end; span++) {
        double x0 = span->begin + p->e, x1 = 0;
        if (end_of(p, span, handle, style, size, &x1) < 0 || !(text = said(p, span)))
            goto done;
        if (!PyUnicode_GET_LENGTH(text)) {
            Py_CLEAR(text);
            continue;
        }
        if (p->before && -size < x0 - p->before_x1 && x0 - p->before_x1 < near &&
            pdfium.is_generated(p->page, p->after) && PyObject_SetAttrString(p->before, "space", Py_False) < 0)
            goto done;
        if (!(0 <= x0 + x1 && x0 + x1 <= limit)) {
            Py_CLEAR(text);
            Py_CLEAR(p->before);
            continue;
        }
        PyUnicode_InternInPlace(&text);
        PyObject *left = PyFloat_FromDouble(x0), *right = PyFloat_FromDouble(x1), *word = NULL;
        if (left && right)
            word = add_word(p, run, (PyObject *[]){text, left, tops, right, bottoms}, Py_True);
        Py_XDECREF(left);
        Py_XDECREF(right);
        Py_CLEAR(text);
        if (!word)
            goto done;
        Py_XSETREF(p->before, word);
        p->before_x1 = x1;
        p->before_base = base;
        p->after = span->last + 1;
    }
    result = 0;
done:
    Py_XDECREF(text);
    Py_XDECREF(tops);
    Py_XDECREF(bottoms);
    return result;
}

/* ---------------------------------------------------------------- words of several text objects: _cut_word */

/* Return the run of a text object that was looked at (a new reference), NULL with an exception. */
static PyObject *run_of(const Page *p, PyObject *handle)
{
    PyObject *run = PyDict_GetItemWithError(p->runs, handle);
    if (run && PyTuple_Check(run) && PyTuple_GET_SIZE(run) == RUN_FIELDS)
        return Py_NewRef(run);
    if (!PyErr_Occurred())
        PyErr_SetString(PyExc_TypeError, "a run is no _Run");
    return NULL;
}

/* Tell whether a run is written from left to right in letters that the file tells of. */
static int is_plain(PyObject *run)
{
    PyObject *style = PyTuple_GET_ITEM(run, RUN_STYLE);
    return PyFloat_AsDouble(PyTuple_GET_ITEM(style, TURN)) == 0.0 && PyObject_IsTrue(PyTuple_GET_ITEM(style, SIGNS)) == 0 &&
           PyObject_IsTrue(PyTuple_GET_ITEM(run, RUN_UNMAPPED)) == 0;
}

/* A word that may go on in the next text object; all references are new ones. */
typedef struct {
    PyObject *text; /* NULL if there is none yet */
    PyObject *run;  /* that of its first piece */
    double x0, top, x1, bottom, base, size;
    void *shown; /* the text object of its last piece */
} Growing;

static void drop(Growing *word)
{
    Py_CLEAR(word->text);
    Py_CLEAR(word->run);
}

/* Add a word that has grown to its end, and return it (a new reference). */
static PyObject *end_word(Page *p, Growing *word, PyObject *space)
{
    PyObject *place[] = {word->text, PyFloat_FromDouble(word->x0), PyFloat_FromDouble(word->top),
                         PyFloat_FromDouble(word->x1), PyFloat_FromDouble(word->bottom)};
    PyObject *made = place[1] && place[2] && place[3] && place[4] ? add_word(p, word->run, place, space) : NULL;
    for (int k = 1; k < 5; k++)
        Py_XDECREF(place[k]);
    drop(word);
    return made;
}

/* Tell whether a piece goes on with a word: as _joins does; -1 with an exception. */
static int joins(const Page *p, const Growing *word, const Growing *piece)
{
    PyObject *old = PyTuple_GET_ITEM(word->run, RUN_STYLE), *new = PyTuple_GET_ITEM(piece->run, RUN_STYLE);
    if (old != new)
        for (int k = BOLD; k <= COLOR; k++) {
            int same = PyObject_RichCompareBool(PyTuple_GET_ITEM(old, k), PyTuple_GET_ITEM(new, k), Py_EQ);
            if (same <= 0)
                return same;
        }
    double size = piece->size, gap = piece->x0 - word->x1;
    return fabs(word->size - size) < 0.12 * size && fabs(word->base - piece->base) < 0.08 * size && -0.4 * size < gap &&
           gap < p->tight * size;
}

/* Tell whether a blank is drawn between two text objects: as _blank_between does; -1 with an exception. */
static int blank_between(Page *p, void *first, void *second)
{
    if (!first || first == second)
        return 0;
    PyObject *told = PyObject_CallMethod(p->reading, "_blank_between", "NN", PyLong_FromVoidPtr(first),
                                         PyLong_FromVoidPtr(second));
    int blank = told ? PyObject_IsTrue(told) : -1;
    Py_XDECREF(told);
    return blank;
}

/* Find the text and the box of a span of one text object: as _said and _box do. Its text is NULL if nothing shows;
   0, or -1 with an exception. */
static int measure(Page *p, const Span *span, Growing *piece)
{
    PyObject *handle = PyLong_FromVoidPtr(span->object), *text = NULL;
    int result = -1;
    if (!handle || !(piece->run = run_of(p, handle)) || !(text = said(p, span)))
        goto done;
    PyObject *style = PyTuple_GET_ITEM(piece->run, RUN_STYLE);
    double fall = PyFloat_AsDouble(PyTuple_GET_ITEM(style, FALL)), x = 0, y = 0, advance = 0;
    piece->size = PyFloat_AsDouble(PyTuple_GET_ITEM(style, SIZE));
    piece->base = PyFloat_AsDouble(PyTuple_GET_ITEM(piece->run, RUN_Y));
    piece->shown = span->object;
    if (PyErr_Occurred())
        goto done;
    if (PyUnicode_GET_LENGTH(text)) {
        pdfium.char_origin(p->page, span->start, &x, &y);
        double from = p->a * x + p->c * y + p->e, to = from;
        if (span->last > span->start) {
            pdfium.char_origin(p->page, span->last, &x, &y);
            to = p->a * x + p->c * y + p->e;
        }
        if (ends_in_ligature(p, span)) {
            if (ligature_end(p, span, to - p->e, handle, style, &advance) < 0)
                goto done;
            advance = advance + p->e - to;
        } else {
            if (advance_of(p, span, handle, style, &advance) < 0)
                goto done;
            advance *= piece->size;
        }
        piece->x0 = from;
        piece->x1 = to + advance;
        piece->top = piece->base - (piece->size - fall);
        piece->bottom = piece->base + fall;
        piece->text = Py_NewRef(text);
    }
    result = 0;
done:
    Py_XDECREF(text);
    Py_XDECREF(handle);
    return result;
}

/* The first piece of a word: has the word before it a space behind it? None is wanted after this. */
static int part_from_last(Page *p, const Growing *piece)
{
    int failed = 0;
    if (p->before && fabs(piece->base - p->before_base) < 0.7 * piece->size) {
        double gap = piece->x0 - p->before_x1;
        failed = -piece->size < gap && gap < p->tight * piece->size && pdfium.is_generated(p->page, p->after) &&
                 PyObject_SetAttrString(p->before, "space", Py_False) < 0;
    }
    Py_CLEAR(p->before);
    return failed ? -1 : 0;
}

/* Let a word grow by a piece, or end it and begin the next with that; 0, or -1 with an exception. */
static int grow(Page *p, Growing *word, Growing *piece)
{
    int blank = word->text ? blank_between(p, word->shown, piece->shown) : 0;
    int goes_on = word->text && !blank ? joins(p, word, piece) : 0;
    if (blank < 0 || goes_on < 0)
        return -1;
    if (goes_on) {
        PyObject *text = PyUnicode_Concat(word->text, piece->text);
        if (!text)
            return -1;
        Py_SETREF(word->text, text);
        word->x0 = piece->x0 < word->x0 ? piece->x0 : word->x0;
        word->x1 = piece->x1 > word->x1 ? piece->x1 : word->x1;
        word->top = piece->top < word->top ? piece->top : word->top;
        word->bottom = piece->bottom > word->bottom ? piece->bottom : word->bottom;
        word->shown = piece->shown;
        return 0;
    }
    if (word->text) {
        PyObject *made = end_word(p, word, blank ? Py_True : Py_False);
        if (!made)
            return -1;
        Py_DECREF(made);
    }
    *word = *piece;
    *piece = (Growing){0};
    return 0;
}

/* Add the word of a span, or several, if all its text objects are plain: 1, or 0 if they are not, -1 with an exception. */
static int cut_plain(Page *p, const Span *span)
{
    void *before = NULL;
    for (int k = span->start; k <= span->last; k++) {
        void *object = pdfium.text_object(p->page, k);
        if (k > span->start && object == before)
            continue;
        PyObject *handle = PyLong_FromVoidPtr(object), *run = NULL;
        if (handle && look_at(p, object, k) == 0)
            run = run_of(p, handle);
        Py_XDECREF(handle);
        if (!run)
            return -1;
        int plain = is_plain(run);
        Py_DECREF(run);
        if (!plain)
            return 0;
        before = object;
    }
    Growing word = {0}, piece = {0};
    for (int start = span->start, end; start <= span->last; start = end) {
        Span part = {.start = start, .object = pdfium.text_object(p->page, start)};
        for (end = start + 1; end <= span->last && pdfium.text_object(p->page, end) == part.object;)
            end++;
        part.last = end - 1;
        int failed = measure(p, &part, &piece) < 0;
        if (!failed && piece.text) {
            double across = piece.x0 + piece.x1, down = piece.top + piece.bottom;
            failed = (!word.text && part_from_last(p, &piece) < 0) ||
                     (0 <= across && across <= 2 * p->width && 0 <= down && down <= 2 * p->height &&
                      grow(p, &word, &piece) < 0);
        }
        drop(&piece);
        if (failed) {
            drop(&word);
            return -1;
        }
    }
    if (word.text) {
        double x1 = word.x1, base = word.base;
        PyObject *made = end_word(p, &word, Py_True);
        if (!made)
            return -1;
        Py_XSETREF(p->before, made);
        p->before_x1 = x1;
        p->before_base = base;
        p->after = span->last + 1;
    }
    return 1;
}

/* ---------------------------------------------------------------- all words: read */

/* Cut a text at white space; return its spans (to be freed) and their number, NULL with an exception. */
static Span *cut(const Page *p, int *number_of)
{
    int most = p->count / 2 + 1, found = 0;
    Span *spans = PyMem_New(Span, most);
    if (!spans) {
        PyErr_NoMemory();
        return NULL;
    }
    int start = -1;
    for (int k = 0; k <= p->count; k++) {
        int solid = k < p->count && !Py_UNICODE_ISSPACE(PyUnicode_READ_CHAR(p->text, k));
        if (solid && start < 0)
            start = k;
        else if (!solid && start >= 0) {
            spans[found++] = (Span){.start = start, .last = k - 1};
            start = -1;
        }
    }
    *number_of = found;
    return spans;
}

static int read_spans(Page *p, Span *spans, int count, int upright)
{
    double y;
    for (int k = 0; k < count; k++) {
        Span *s = spans + k;
        s->object = pdfium.text_object(p->page, s->last);
        pdfium.char_origin(p->page, s->start, &s->begin, &y);
        pdfium.char_origin(p->page, s->last, &s->end, &y);
        if ((k == 0 || s->object != s[-1].object) && look_at(p, s->object, s->last) < 0)
            return -1;
    }
    int at = 0;
    while (at < count) {
        void *here = spans[at].object;
        if (!(at && spans[at - 1].object == here) && spans[at].start != spans[at].last &&
            pdfium.text_object(p->page, spans[at].start) != here) {
            int cut = upright ? cut_plain(p, spans + at) : 0;
            if (cut < 0 || (!cut && cut_word(p, spans + at) < 0))
                return -1;
            at++;
            continue;
        }
        int stop = at + 1;
        while (stop < count && spans[stop].object == here)
            stop++;
        PyObject *handle = PyLong_FromVoidPtr(here), *run = handle ? run_of(p, handle) : NULL;
        if (!run) {
            Py_XDECREF(handle);
            return -1;
        }
        int failed = 0;
        if (upright && is_plain(run))
            failed = plain_words(p, spans + at, spans + stop, handle, run) < 0;
        else
            for (int k = at; k < stop && !failed; k++)
                failed = cut_word(p, spans + k) < 0;
        Py_DECREF(run);
        Py_DECREF(handle);
        if (failed)
            return -1;
        at = stop;
    }
    return 0;
}

static PyObject *attribute(PyObject *holder, const char *name, PyTypeObject *kind)
{
    PyObject *found = PyObject_GetAttrString(holder, name);
    if (found && !Py_IS_TYPE(found, kind)) {
        PyErr_Format(PyExc_TypeError, "%s is no %s", name, kind->tp_name);
        Py_CLEAR(found);
    }
    return found;
}

/* Take the parts of a TextReading that all loops need; to be let go in any case. */
static int open_page(Page *p)
{
    p->runs = attribute(p->reading, "_runs", &PyDict_Type);
    p->styles = p->runs ? attribute(p->reading, "_styles", &PyDict_Type) : NULL;
    p->words = p->styles ? attribute(p->reading, "_words", &PyList_Type) : NULL;
    p->hidden = p->words ? attribute(p->reading, "hidden", &PySet_Type) : NULL;
    p->levels = p->hidden ? attribute(p->reading, "levels", &PyDict_Type) : NULL;
    return p->levels ? 0 : -1;
}

static void let_go(Page *p)
{
    Py_CLEAR(p->before);
    Py_CLEAR(p->levels);
    Py_CLEAR(p->hidden);
    Py_CLEAR(p->words);
    Py_CLEAR(p->styles);
    Py_CLEAR(p->runs);
}

PyDoc_STRVAR(read_words_doc,
             "read_words(reading, page, view, text, sides, tight, word, run)\n--\n\n"
             "Add the words of a text page to a TextReading, as TextReading._read_words does.");

static PyObject *read_words(PyObject *self, PyObject *args)
{
    Page p = {0};
    PyObject *result = NULL;
    Span *spans = NULL;
    int count = 0;
    (void)self;
    if (!PyArg_ParseTuple(args, "OO&(dddddd)U(dd)dOO", &p.reading, to_address, &p.page, &p.a, &p.b, &p.c, &p.d, &p.e,
                          &p.f, &p.text, &p.width, &p.height, &p.tight, &p.word, &p.run))
        return NULL;
    if (PyUnicode_GET_LENGTH(p.text) > INT32_MAX / 2) {
        PyErr_SetString(PyExc_OverflowError, "the text is too long");
        return NULL;
    }
    p.count = (int)PyUnicode_GET_LENGTH(p.text);
    if (open_page(&p) == 0 && take_back(&p) == 0 && (spans = cut(&p, &count)) &&
        read_spans(&p, spans, count, p.a == 1.0) == 0 && hand_over(&p) == 0)
        result = Py_NewRef(Py_None);
    PyMem_Free(spans);
    let_go(&p);
    return result;
}

PyDoc_STRVAR(look_at_doc, "look_at(reading, page, view, run, object, index)\n--\n\n"
                          "Note what the characters of a text object share, as TextReading._look_at does of several.");

static PyObject *look_at_one(PyObject *self, PyObject *args)
{
    Page p = {0};
    void *object;
    int index;
    (void)self;
    if (!PyArg_ParseTuple(args, "OO&(dddddd)OO&i", &p.reading, to_address, &p.page, &p.a, &p.b, &p.c, &p.d, &p.e, &p.f,
                          &p.run, to_address, &object, &index))
        return NULL;
    int failed = open_page(&p) < 0 || look_at(&p, object, index) < 0;
    let_go(&p);
    return failed ? NULL : Py_NewRef(Py_None);
}

PyDoc_STRVAR(pieces_doc, "pieces(page, start, last)\n--\n\nDo as TextReading._pieces does.");

static PyObject *pieces(PyObject *self, PyObject *args)
{
    void *page;
    int start, last;
    (void)self;
    if (!PyArg_ParseTuple(args, "O&ii", to_address, &page, &start, &last))
        return NULL;
    PyObject *found = PyList_New(0);
    void *object = found ? pdfium.text_object(page, start) : NULL;
    for (int k = start + 1; found && k <= last + 1; k++) {
        void *here = k <= last ? pdfium.text_object(page, k) : NULL;
        if (k <= last && here == object)
            continue;
        PyObject *piece = Py_BuildValue("(iiN)", start, k - 1, PyLong_FromVoidPtr(object));
        if (!piece || PyList_Append(found, piece) < 0)
            Py_CLEAR(found);
        Py_XDECREF(piece);
        start = k;
        object = here;
    }
    return found;
}

/* ---------------------------------------------------------------- drawn.py */

PyDoc_STRVAR(objects_of_doc, "objects_of(page)\n--\n\nDo as drawn.objects_of does.");

static PyObject *objects_of(PyObject *self, PyObject *given)
{
    void *page;
    (void)self;
    if (!to_address(given, &page))
        return NULL;
    int count = pdfium.count_objects(page);
    PyObject *found = PyList_New(count > 0 ? count : 0);
    for (int k = 0; found && k < count; k++) {
        PyObject *handle = handle_of(pdfium.object_at(page, k));
        if (handle)
            PyList_SET_ITEM(found, k, handle);
        else
            Py_CLEAR(found);
    }
    return found;
}

PyDoc_STRVAR(paths_doc, "paths(handles)\n--\n\nDo as drawn.facts_of does.");

static PyObject *paths(PyObject *self, PyObject *handles)
{
    (void)self;
    if (!PyList_CheckExact(handles)) {
        PyErr_SetString(PyExc_TypeError, "a list of paths is wanted");
        return NULL;
    }
    Py_ssize_t count = PyList_GET_SIZE(handles);
    PyObject *found = PyList_New(0);
    for (Py_ssize_t k = 0; found && k < count; k++) {
        PyObject *handle = PyList_GET_ITEM(handles, k), *row = NULL, *ink;
        void *path;
        int fills = 0, strokes = 0;
        unsigned inks[4] = {0};
        float box[4] = {0};
        if (!to_address(handle, &path)) {
            Py_CLEAR(found);
            break;
        }
        pdfium.draw_mode(path, &fills, &strokes);
        if (!fills && !strokes)
            continue;
        pdfium.bounds(path, box, box + 1, box + 2, box + 3);
        int known = pdfium.object_fill(path, inks, inks + 1, inks + 2, inks + 3);
        ink = fills && known ? Py_BuildValue("(III)", inks[0], inks[1], inks[2]) : Py_NewRef(Py_None);
        if (ink)
            row = Py_BuildValue("(ONN(ffff)Ni)", handle, PyBool_FromLong(fills), PyBool_FromLong(strokes), box[0], box[1],
                                box[2], box[3], ink, pdfium.count_segments(path));
        if (!row || PyList_Append(found, row) < 0)
            Py_CLEAR(found);
        Py_XDECREF(row);
    }
    return found;
}

PyDoc_STRVAR(parts_doc, "parts(handle, count)\n--\n\nDo as drawn.parts_of does.");

/* Return the part of a path from one segment to another: None if it is curved, or its points and whether it is closed. */
static PyObject *part(void *path, int start, int end)
{
    int closed = 0;
    for (int k = start; k < end; k++)
        if (pdfium.segment_type(pdfium.segment_at(path, k)) == CURVE)
            Py_RETURN_NONE;
    PyObject *points = PyList_New(end - start);
    for (int k = start; points && k < end; k++) {
        void *segment = pdfium.segment_at(path, k);
        float x = 0, y = 0;
        pdfium.segment_point(segment, &x, &y);
        closed = closed || pdfium.segment_closes(segment);
        PyObject *point = Py_BuildValue("(ff)", x, y);
        if (point)
            PyList_SET_ITEM(points, k - start, point);
        else
            Py_CLEAR(points);
    }
    return points ? Py_BuildValue("(NN)", points, PyBool_FromLong(closed)) : NULL;
}

static PyObject *parts(PyObject *self, PyObject *args)
{
    void *path;
    int count;
    (void)self;
    if (!PyArg_ParseTuple(args, "O&i", to_address, &path, &count))
        return NULL;
    PyObject *found = PyList_New(0);
    int start = 0;
    for (int k = 1; found && k <= count; k++) {
        if (k < count && pdfium.segment_type(pdfium.segment_at(path, k)) != MOVE)
            continue;
        PyObject *one = part(path, start, k);
        if (!one || PyList_Append(found, one) < 0)
            Py_CLEAR(found);
        Py_XDECREF(one);
        start = k;
    }
    return found;
}

PyDoc_STRVAR(bind_doc, "bind(addresses)\n--\n\nTake the addresses of pdfium's functions NAMES, in their order.");

static PyObject *bind(PyObject *self, PyObject *addresses)
{
    void *found[NAMES];
    (void)self;
    if (!PyTuple_Check(addresses) || PyTuple_GET_SIZE(addresses) != NAMES) {
        PyErr_SetString(PyExc_TypeError, "a tuple with an address for each of NAMES is wanted");
        return NULL;
    }
    for (int k = 0; k < NAMES; k++) {
        found[k] = PyLong_AsVoidPtr(PyTuple_GET_ITEM(addresses, k));
        if (PyErr_Occurred())
            return NULL;
        if (!found[k]) {
            PyErr_SetString(PyExc_ValueError, "no function lies at 0");
            return NULL;
        }
    }
    memcpy(&pdfium, found, sizeof pdfium);
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"bind", bind, METH_O, bind_doc},
    {"read_words", read_words, METH_VARARGS, read_words_doc},
    {"look_at", look_at_one, METH_VARARGS, look_at_doc},
    {"pieces", pieces, METH_VARARGS, pieces_doc},
    {"objects_of", objects_of, METH_O, objects_of_doc},
    {"paths", paths, METH_O, paths_doc},
    {"parts", parts, METH_VARARGS, parts_doc},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "minutebook.read.pdfium._loops",
    .m_doc = "The loops of text.py and drawn.py, compiled.",
    .m_size = -1,
    .m_methods = methods,
};

PyMODINIT_FUNC PyInit__loops(void)
{
    PyObject *made = PyModule_Create(&module);
    PyObject *tuple = made ? PyTuple_New(NAMES) : NULL;
    for (int k = 0; tuple && k < NAMES; k++) {
        PyObject *name = PyUnicode_FromString(names[k]);
        if (name)
            PyTuple_SET_ITEM(tuple, k, name);
        else
            Py_CLEAR(tuple);
    }
    if (made && (!tuple || PyModule_AddObjectRef(made, "NAMES", tuple) < 0))
        Py_CLEAR(made);
    Py_XDECREF(tuple);
    return made;
}
