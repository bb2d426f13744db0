import { describe, expect, it } from 'vitest';
import { Words } from '../words/words';
import { findNamesIn } from './names';

const namesIn = (text: string) => findNamesIn(new Words(text)).map(({ start, end }) => text.slice(start, end));

describe('findNamesIn', () => {
  it.each([
    ['My name is Anna Kowalska.', ['Anna Kowalska']],
    ['Please contact John R. Smith about it', ['John R. Smith']],
    ['Who is J. R. R. Tolkien?', ['J. R. R. Tolkien']],
    ['Mr. King and Dr. Aisha Al-Farsi agree', ['King', 'Aisha Al-Farsi']],
    ["Sarah O'Connor's flight left", ["Sarah O'Connor"]],
    ['Name: Toshimi Arata\nPhone: 0490 75 40 81', ['Toshimi Arata']],
    ["What's your last name? Magnusson", ['Magnusson']],
    ['Bot: the name on the account? User: Vilma Holm', ['Vilma Holm']],
    ['Thanks,\nKate', ['Kate']],
    ['Bonjour, je m’appelle Amélie Lefèvre', ['Amélie Lefèvre']],
    ['Sehr geehrte Frau Müller, mein Name ist Jürgen Kowalski', ['Müller', 'Jürgen Kowalski']],
    ['Me llamo José Luis García Fernández', ['José Luis García Fernández']],
    ['Mi chiamo Giulia Bianchi', ['Giulia Bianchi']],
    ['O meu nome é João da Silva', ['João da Silva']],
    ['Mijn naam is Pieter de Vries', ['Pieter de Vries']],
    ['Nazywam się Agnieszka Wiśniewska', ['Agnieszka Wiśniewska']],
    ['Меня зовут Анна Иванова', ['Анна Иванова']],
    ['Με λένε Γιώργος Παπαδόπουλος', ['Γιώργος Παπαδόπουλος']],
  ])('finds the names in %j', (text, names) => {
    expect(namesIn(text)).toEqual(names);
  });

  it('finds names without capitals where a phrase tells of one, or the words are hardly anything else', () => {
    expect(namesIn('my name is bob jones, thanks')).toEqual(['bob jones']);
    expect(namesIn('Hello there, my name is olga krylova')).toEqual(['olga krylova']);
  });

  it('takes a word for a name that alone may be another, when a name is beside it or has it elsewhere', () => {
    expect(namesIn('The founders are Kovács, Becker and Vasquez.')).toEqual(['Kovács', 'Becker', 'Vasquez']);
    expect(namesIn('A film by Maciej Borkowski. It shows Borkowski in it.')).toEqual(['Maciej Borkowski', 'Borkowski']);
  });

  it.each([
    'What is the capital of Georgia? Compare Jordan, Chad and Israel.',
    'Install Ubuntu 22 on Windows 11 and run Apache Kafka with Spring Boot 3.',
    'The United States and San Francisco are far from Los Angeles.',
    'Use React, Angular or Vue. On Monday and Tuesday we meet in London.',
    'User john_smith posted on github.com/JohnSmith/Repo to ann@Smith.org',
    'Im Jahr 2020 hat die Regierung in Berlin Gesetze verabschiedet.',
    'my name is not important, call me back when this is done',
    'Which of them?\nA. Approve\nB. Refuse\nC. Wait',
    'import React from "react"; const App = new Vue({ el: "#App" });',
  ])('finds no name in %j', (text) => {
    expect(namesIn(text)).toEqual([]);
  });
});
